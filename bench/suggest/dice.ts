import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Chance that a seed settles: the same seed throws the same numbers. */
export class Dice {
  private readonly generator;

  constructor(seed: number) {
    this.generator = xoroshiro128plus(seed);
  }

  /** A whole number, both ends included. */
  between(least: number, most: number): number {
    return uniformInt(this.generator, least, most);
  }

  /** A number from 0 to below 1. */
  fraction(): number {
    return this.between(0, 2 ** 31 - 1) / 2 ** 31;
  }

  /** Whether something happens that happens so many times in a hundred. */
  happens(percent: number): boolean {
    return this.between(1, 100) <= percent;
  }

  pick<T>(list: readonly T[]): T {
    const item = list[this.between(0, list.length - 1)];
    if (item === undefined) throw new Error('Nothing to pick from');
    return item;
  }

  /** The same items in another order (Fisher and Yates). */
  shuffled<T>(list: readonly T[]): T[] {
    const items = [...list];
    for (let last = items.length - 1; last > 0; last -= 1) {
      const other = this.between(0, last);
      [items[last], items[other]] = [items[other] as T, items[last] as T];
    }
    return items;
  }

  deck<T>(list: readonly T[]): Deck<T> {
    return new Deck(this.shuffled(list));
  }
}

/** Items that are each drawn once. */
export class Deck<T> {
  constructor(private readonly items: T[]) {}

  /** The next one, or the next that fits. Throws where none is left. */
  draw(fits: (item: T) => boolean = () => true): T {
    const at = this.items.findIndex(fits);
    const [item] = at < 0 ? [] : this.items.splice(at, 1);
    if (item === undefined) throw new Error('Nothing left to draw');
    return item;
  }

  drawMany(count: number, fits?: (item: T) => boolean): T[] {
    return times(count, () => this.draw(fits));
  }
}

/** What `make` makes, so many times. */
export function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
