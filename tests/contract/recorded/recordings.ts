import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Answers of a real GitLab 18.9, kept beside the project where the project is made. */
const FOLDER = ['../../../../shared/gitlab-recorded', '../../../../../shared/gitlab-recorded']
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .find((path) => existsSync(path));

export const recordingsAreThere = FOLDER !== undefined;

/** Who asked: the name of the actor, and what it has. */
export interface RecordedActor {
  actor: string;
  kind: string;
  role: string;
  scopes: string[];
}

/** One request and what GitLab answered. */
export interface Recorded {
  area: string;
  name: string;
  method: string;
  path: string;
  params?: Record<string, string | number>;
  query?: Record<string, string> | string;
  body?: unknown;
  as: RecordedActor;
  sent_headers?: Record<string, string>;
  status: number;
  headers: Record<string, string>;
  answer: unknown;
}

/** One push by git, as recorded. */
export interface RecordedPush {
  name: string;
  as: string;
  branch: string;
  pushed: boolean;
  stderr?: string;
}

export interface Cell {
  status: number;
  answer?: unknown;
}

function read(path: string): unknown {
  return JSON.parse(readFileSync(join(FOLDER ?? '', path), 'utf8'));
}

/** Every recorded answer by its area, and the pushes apart. */
export function recordings(): { areas: Map<string, Recorded[]>; pushes: RecordedPush[] } {
  const areas = new Map<string, Recorded[]>();
  let pushes: RecordedPush[] = [];
  for (const file of readdirSync(join(FOLDER ?? '', 'answers')).toSorted()) {
    const area = basename(file, '.json');
    const list = read(`answers/${file}`);
    if (area === 'git-push') pushes = list as RecordedPush[];
    else
      areas.set(
        area,
        (list as Recorded[]).map((one) => ({ ...one, area })),
      );
  }
  return { areas, pushes };
}

/** The recorded cells: endpoint by actor. */
export function permissionCells(): { endpoint: string; cells: Record<string, Cell> }[] {
  const { endpoints } = read('permissions.json') as {
    endpoints: { endpoint: string; cells: Record<string, Cell> }[];
  };
  return endpoints;
}
