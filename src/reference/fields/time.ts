const MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];

/** Milliseconds of a date or date-time text in one of the forms that are taken; undefined for any other. Naive times are UTC. */
export function parseInstant(value: string): number | undefined {
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i.exec(value);
  if (iso) {
    const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone = 'Z'] = iso;
    const base = calendarDay(Number(year), Number(month), Number(day));
    if (base === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
    const milliseconds = Number(fraction.padEnd(3, '0').slice(0, 3));
    return base + Number(hour) * 3_600_000 + Number(minute) * 60_000 + Number(second) * 1000 + milliseconds - offset(zone);
  }
  const basic = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})?$/i.exec(value);
  if (basic) {
    const [, year = '', month = '', day = '', hour = '', minute = '', second = '00', zone = 'Z'] = basic;
    return parseInstant(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
  }
  const loose = /^(\d{1,4})-(\d{1,2})-(\d{1,2})$/.exec(value);
  if (loose) return calendarDay(Number(loose[1]), Number(loose[2]), Number(loose[3]));
  const yearFirst = /^(\d{4})(?:([./])(\d{2})\2(\d{2})|(\d{2})(\d{2}))$/.exec(value);
  if (yearFirst) return calendarDay(Number(yearFirst[1]), Number(yearFirst[3] ?? yearFirst[5]), Number(yearFirst[4] ?? yearFirst[6]));
  const monthFirst = /^(\d{2})([-/.])(\d{2})\2(\d{4})$/.exec(value);
  if (monthFirst) return calendarDay(Number(monthFirst[4]), Number(monthFirst[1]), Number(monthFirst[3]));
  const named =
    /^(?<month>[a-z]+) (?<day>\d{1,2}), (?<year>\d{4})$/i.exec(value) ??
    /^(?<day>\d{1,2})[ -](?<month>[a-z]+)[ -](?<year>\d{4})$/i.exec(value) ??
    /^(?<year>\d{4})-(?<month>[a-z]{3})-(?<day>\d{2})$/i.exec(value);
  if (!named?.groups) return undefined;
  const name = (named.groups['month'] ?? '').toLowerCase();
  const month = MONTHS.findIndex((full) => full === name || full.slice(0, 3) === name);
  return month < 0 ? undefined : calendarDay(Number(named.groups['year']), month + 1, Number(named.groups['day']));
}

function calendarDay(year: number, month: number, day: number): number | undefined {
  const date = new Date(Date.UTC(2000, month - 1, day));
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() : undefined;
}

function offset(zone: string): number {
  if (zone.toUpperCase() === 'Z') return 0;
  const digits = zone.slice(1).replace(':', '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || '0');
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}
