import {
  type AbstractType,
  Injectable,
  InjectionToken,
  Injector,
  type Provider,
  type Type,
  inject,
} from '@angular/core';
import { type Observable, defer, map } from 'rxjs';
import { partOfPane } from './part-of-pane';

/**
 * A port that the first screen does without: its code is loaded when it is first needed. Gives the
 * one instance. Fails with `paneIncomplete`, and tries again for whoever asks next.
 */
export type Lazy<Port> = Observable<Port>;

type Load<T = unknown> = () => Promise<T>;

const tokens = new WeakMap<AbstractType<unknown>, InjectionToken<Lazy<unknown>>>();

/** The token of a port that is loaded lazily: `inject(lazy(MessageArchive))`. */
export function lazy<Port>(port: AbstractType<Port>): InjectionToken<Lazy<Port>> {
  const token = tokens.get(port) ?? new InjectionToken<Lazy<unknown>>(`lazy ${port.name}`);
  tokens.set(port, token);
  return token as InjectionToken<Lazy<Port>>;
}

/** `load` gives the class that implements the port; it must be `providedIn: 'root'`. */
export function provideLazy<Port>(port: AbstractType<Port>, load: Load<Type<Port>>): Provider {
  const useFactory = (injector = inject(Injector)): Lazy<Port> =>
    defer(() => partOfPane(load())).pipe(map((implementation) => injector.get(implementation)));
  return [{ provide: lazy(port), useFactory }, provideLazyPart(load)];
}

/** A part of the pane that is loaded when it is needed, and is no port. */
export function provideLazyPart(load: Load): Provider {
  return { provide: LAZY_PARTS, useValue: load, multi: true };
}

const LAZY_PARTS = new InjectionToken<readonly Load[]>('lazy parts');

/** All that is loaded lazily. */
@Injectable({ providedIn: 'root' })
export class LazyParts {
  private readonly loads = inject(LAZY_PARTS, { optional: true }) ?? [];

  /**
   * Loads all of it before it is needed, so that a pane that stays open works without its server.
   * Fails with `paneIncomplete`.
   */
  prepare(): Observable<unknown> {
    return defer(() => partOfPane(Promise.all(this.loads.map((load) => load()))));
  }
}
