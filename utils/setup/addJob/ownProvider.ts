import { smallRoot } from '../smallRoot.ts';
import { packedFiles, smallOf } from './JobFiles.ts';
import { keptOf } from './keptOf.ts';
import { type Provider, PROVIDERS } from './Provider.ts';
import { jobsOfProvider } from './providerJobs.ts';

/** The provider of a runner branch's root file that is, byte for byte, what this version's set-up writes; null for any other text. */
export function ownProvider(template: string, rootFile: string): Provider | null {
  const isWritten = (provider: Provider): boolean => {
    const kept = keptOf(rootFile, provider);
    const small = smallOf(template, provider, kept);
    const packed = packedFiles(template, jobsOfProvider(template, provider), kept);
    return [true, false].some(
      (inputs) =>
        (small !== null && smallRoot({ ...small, inputs }) === rootFile) ||
        packed.root(inputs) === rootFile,
    );
  };
  try {
    return PROVIDERS.find(isWritten) ?? null;
  } catch {
    // Addresses that set-up would not have written.
    return null;
  }
}
