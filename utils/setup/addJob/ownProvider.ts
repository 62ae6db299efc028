import { fillEndpoints } from '../endpoints.ts';
import { rootFileFrom } from '../rootFileFrom.ts';
import { PROVIDERS, type Provider } from './Provider.ts';
import { endpointsIn, jobsOfProvider } from './providerJobs.ts';

/** The provider of a runner branch's root file that is, byte for byte, what this version's set-up writes; null for any other text. */
export function ownProvider(template: string, rootFile: string): Provider | null {
  const endpoints = endpointsIn(rootFile);
  const isWritten = (provider: Provider): boolean => {
    const jobs = fillEndpoints(jobsOfProvider(template, provider), endpoints);
    return [true, false].some((inputs) => rootFileFrom(jobs, { inputs }) === rootFile);
  };
  try {
    return PROVIDERS.find(isWritten) ?? null;
  } catch {
    // Addresses that set-up would not have written.
    return null;
  }
}
