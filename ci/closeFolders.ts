import { chmod, stat } from 'node:fs/promises';

/**
 * Keeps the runner's folders to root for as long as programs of others run: with Docker they are made without a mask, so that any
 * user of the container could read the file variables beside the checkout.
 * @returns opens them again, for whoever collects the artifacts
 */
export async function closeFolders(projectFolder: string): Promise<() => Promise<void>> {
  if (process.getuid?.() !== 0) return async () => undefined;
  const modes = new Map<string, number>();
  for (const folder of [projectFolder, `${projectFolder}.tmp`]) {
    const mode = await modeOf(folder);
    if (mode === null) continue;
    modes.set(folder, mode);
    await chmod(folder, 0o700);
  }
  return async () => {
    for (const [folder, mode] of modes) await chmod(folder, mode);
  };
}

async function modeOf(folder: string): Promise<number | null> {
  try {
    return (await stat(folder)).mode & 0o7777;
  } catch {
    return null;
  }
}
