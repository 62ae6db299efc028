/** gitlab-ci-local's message in GitLab's words, where the two differ. */
export function gitlabWords(stderr: string): string {
  const line =
    stderr
      .split('\n')
      .filter(
        (text) =>
          text.trim() !== '' &&
          !/^(Unable to retrieve default|Using fallback git|\s+Command failed|fatal: ref|error: No such remote|parsing and downloads|json schema validated|\s+at )/.test(
            text,
          ),
      )
      .map((text) => text.trim())[0] ?? 'Undefined error';
  const stage = /^stage:(\S+) not found for (.+)$/.exec(line);
  if (stage)
    return `${stage[2]} job: chosen stage ${stage[1]} does not exist; available stages are .pre, build, test, deploy, .post`;
  const script = /^(.+) must have script specified$/.exec(line);
  if (script)
    return `jobs ${script[1]} config should implement the script:, run:, or trigger: keyword`;
  const local = /^Local include file cannot be found (.+)$/.exec(line);
  if (local) return `Local file \`${local[1]}\` does not exist!`;
  return line.replace(/^This GitLab CI configuration is invalid: /, '');
}
