/** The version that the job was tried with; a prebuilt image must hold the same. */
export const CLAUDE_VERSION = '2.1.329';

/** Claude Code's package for each platform, by the SHA-512 of its tarball: so it may come from anywhere. */
export const CLAUDE_PACKAGES: Readonly<Record<string, string>> = {
  'linux-x64':
    'sha512-+n4lu1ubYAp02Y0X/MAUnxw9yY6SHHZ77F+IoW+V0wVoFuiI9opdH6gofjf14gXJCEYMTNpks7Gn1i8XZTKAWA==',
  'linux-x64-musl':
    'sha512-EouW7B/aG3GOQBmzN9MxHV9uTOE2r6E+VIlFBrBgIEBuBBF4qH1GTvg5/CVf53gGp4DgVf1CYdBHjS+2NeDP4A==',
  'linux-arm64':
    'sha512-IiG5umFToSCVWqB1lEsxxwIxKgxPXyZ3DRU915v8J4Bz5Q3JpslM0ew1m5yaT+lFXBPvYxmsEgi0XI68XHND0A==',
  'linux-arm64-musl':
    'sha512-uVWrRp60cqvikJ13Rtmlkd8WuJtJEWAuGJzenJ0or0I7by05kRWopFdDdpWYQi8dRIJ6+W9T9w+PA4B+EjfCXQ==',
};

/** What the package for a platform is called. */
export function packageFor(platform: string): string {
  return `@anthropic-ai/claude-code-${platform}`;
}

/** This machine's platform, as the packages name it. */
export function platformHere(): string {
  // Looking at the network's interfaces can take seconds.
  Reflect.set(process.report, 'excludeNetwork', true);
  const report: unknown = process.report.getReport();
  const header: unknown = report instanceof Object ? Reflect.get(report, 'header') : null;
  const isGlibc =
    header instanceof Object && typeof Reflect.get(header, 'glibcVersionRuntime') === 'string';
  return `${process.platform}-${process.arch}${isGlibc ? '' : '-musl'}`;
}
