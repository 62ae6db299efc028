import type { Ask } from './Ask.ts';

/** One ask into a fault. */
export interface Asked {
  name: string;
  ask: Ask;
  /** How many of its pipelines are to live; null where chance decides whether one is made: as many as the panel says. */
  living: number | null;
}

/** Counts and prints what became of asks: which of them miss a pipeline, and which have more than was promised. */
export async function countFaults(
  asked: Asked[],
): Promise<{ faults: number; lost: string[]; doubled: string[] }> {
  const counted = await Promise.all(
    asked.map(async ({ name, ask, living }) => ({
      name,
      promised: living ?? (await ask.promised()),
      living: ask.living().length,
    })),
  );
  const lost = counted.filter(({ promised, living }) => living < promised);
  const doubled = counted.filter(({ promised, living }) => living > promised);
  console.log(`faults: ${counted.length}, lost ${lost.length}, two alive ${doubled.length}`);
  return {
    faults: counted.length,
    lost: lost.map(({ name }) => name),
    doubled: doubled.map(({ name }) => name),
  };
}
