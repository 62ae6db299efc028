import type { Ask } from './Ask.ts';

/** An ask that was sent while a fault was injected. */
export interface Asked {
  name: string;
  ask: Ask;
  /** How many of its pipelines should be left alive. */
  living: number;
}

/** Counts and prints what became of asks: which of them miss a pipeline, and which have more than was promised. */
export function countFaults(asked: Asked[]): {
  faults: number;
  lost: string[];
  doubled: string[];
} {
  const counted = asked.map(({ name, ask, living: promised }) => ({
    name,
    promised,
    living: ask.living().length,
  }));
  const lost = counted.filter(({ promised, living }) => living < promised);
  const doubled = counted.filter(({ promised, living }) => living > promised);
  console.log(`faults: ${counted.length}, lost ${lost.length}, two alive ${doubled.length}`);
  return {
    faults: counted.length,
    lost: lost.map(({ name }) => name),
    doubled: doubled.map(({ name }) => name),
  };
}
