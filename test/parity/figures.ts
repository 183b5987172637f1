/** How much of a set of exchanges is equal on both clouds. */
import { type Layer, layers } from './compare.ts';
import type { Judged } from './replay.ts';

/** Shares in percent, rounded down to a tenth, so that 100 means all. */
export type Shares = Record<Layer, number>;
export interface Figure extends Shares {
  exchanges: number;
  /** Of operations that the emulator has, after steps that it could take. */
  emulated: number;
  /** Answered with 501. */
  unemulated: number;
  /** Asked after a step that is not emulated, and without a meaning without it. */
  dependent: number;
  /** Of all exchanges, where the other shares are of the emulated ones. */
  all: Shares;
}

export function figure(group: readonly Judged[]): Figure {
  const having = (standing: Judged['standing']): Judged[] => group.filter((exchange) => exchange.standing === standing);
  const emulated = having('emulated');
  return {
    exchanges: group.length,
    emulated: emulated.length,
    unemulated: having('not emulated').length,
    dependent: having('dependent').length,
    ...shares(emulated),
    all: shares(group),
  };
}

function shares(group: readonly Judged[]): Shares {
  const share = (layer: Layer): number =>
    Math.floor((1000 * group.filter(({ difference }) => difference[layer] === undefined).length) / (group.length || 1)) / 10;
  return Object.fromEntries(layers.map((layer) => [layer, share(layer)])) as Shares;
}

/** Key > figure of the exchanges with that key, in the order of the keys. */
export function figures(judged: readonly Judged[], keyOf: (exchange: Judged) => string): Map<string, Figure> {
  const groups = [...Map.groupBy(judged, keyOf)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return new Map(groups.map(([key, group]) => [key, figure(group)]));
}
