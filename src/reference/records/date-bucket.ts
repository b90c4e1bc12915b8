import { badQuery } from './errors.js';

const ZONED = new Set(['DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR']);
/** The first days that a week can have; it is Monday where none of them is asked for. */
const WEEK_STARTS: Record<string, number> = { SUNDAY: 0, MONDAY: 1, SATURDAY: 6 };
const NAMES = { weekday: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] };
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** Puts instants into the buckets of a granularity, as the calendar of a time zone has them. */
export function dateBucket(type: 'DATE' | 'DATE_TIME', definition: Record<string, unknown>): (value: string | null) => string | null {
  const granularity = String(definition['granularity'] ?? 'NONE');
  const timeZone = typeof definition['timeZone'] === 'string' ? definition['timeZone'] : undefined;
  if (type === 'DATE_TIME' && timeZone === undefined && ZONED.has(granularity)) {
    throw badQuery('Time zone should be specified for a group by date on Day, Week, Month, Quarter or Year', 'MISSING_TIMEZONE_FOR_DATE_GROUP_BY');
  }
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-CA', { timeZone: type === 'DATE' || !ZONED.has(granularity) ? 'UTC' : (timeZone ?? 'UTC'), year: 'numeric', month: '2-digit', day: '2-digit' });
  } catch {
    throw badQuery(`Invalid timezone: ${timeZone}`);
  }
  const weekStart = WEEK_STARTS[String(definition['weekStartDay'])] ?? 1;
  return (value) => {
    if (value === null || granularity === 'NONE') return value;
    const day = new Date(`${format.format(new Date(value))}T00:00:00Z`);
    return bucket(day, granularity, weekStart);
  };
}

function bucket(day: Date, granularity: string, weekStart: number): string {
  const year = day.getUTCFullYear();
  const month = day.getUTCMonth();
  const iso = (date: Date): string => date.toISOString().slice(0, 10);
  switch (granularity) {
    case 'WEEK': return iso(new Date(day.getTime() - ((day.getUTCDay() - weekStart + 7) % 7) * 86_400_000));
    case 'MONTH': return iso(new Date(Date.UTC(year, month, 1)));
    case 'QUARTER': return iso(new Date(Date.UTC(year, month - (month % 3), 1)));
    case 'YEAR': return iso(new Date(Date.UTC(year, 0, 1)));
    case 'DAY_OF_THE_WEEK': return NAMES.weekday[day.getUTCDay()] ?? '';
    case 'MONTH_OF_THE_YEAR': return MONTHS[month] ?? '';
    case 'QUARTER_OF_THE_YEAR': return `Q${Math.floor(month / 3) + 1}`;
    default: return iso(day);
  }
}
