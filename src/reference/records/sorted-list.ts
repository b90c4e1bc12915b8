/** Index of the first item that a test holds for, when it holds for all that come after that one too; the length where it holds for none. */
export function firstIndex<T>(items: readonly T[], test: (item: T) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (test(items[middle] as T)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** A list that stays in order as items come and go. */
export class SortedList<T> {
  /** `sorted` is in the order of `compare` and belongs to the list from now on. */
  constructor(private readonly sorted: T[], private readonly compare: (a: T, b: T) => number) {}

  get items(): readonly T[] {
    return this.sorted;
  }

  add(item: T): void {
    this.sorted.splice(this.placeOf(item), 0, item);
  }

  /** Takes out an item that compares as equal; none where there is none. */
  remove(item: T): void {
    const place = this.placeOf(item);
    const found = this.sorted[place];
    if (found !== undefined && this.compare(found, item) === 0) this.sorted.splice(place, 1);
  }

  private placeOf(item: T): number {
    return firstIndex(this.sorted, (one) => this.compare(one, item) >= 0);
  }
}
