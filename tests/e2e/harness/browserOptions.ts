/** Keeps Chromium from looking for hosts of its own: tests speak to loopback only. */
export const CHROMIUM_ARGUMENTS = [
  '--no-sandbox',
  '--disable-quic',
  // Tabs of one GitLab share a process, its style sheets and its compiled scripts: a seventh of the processor's time less.
  '--process-per-site',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Without a graphics card, drawing on the processor's own account is cheaper than imitating one.
  '--disable-gpu',
  '--disable-gpu-compositing',
  '--disable-software-rasterizer',
  '--num-raster-threads=1',
  '--force-prefers-reduced-motion',
  '--disable-features=Translate,MediaRouter,OptimizationHints',
];

/** Firefox settings with the same aim. */
export const FIREFOX_PREFERENCES: Record<string, unknown> = {
  'app.update.auto': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.page': 0,
  'browser.aboutwelcome.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'extensions.getAddons.cache.enabled': false,
  // A press is aimed at where a thing is when it is looked for: nothing slides in, as in Chromium.
  'ui.prefersReducedMotion': 1,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
};
