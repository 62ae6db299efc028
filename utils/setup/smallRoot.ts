import type { Provider } from './addJob/Provider.ts';
import {
  ENDPOINT_NAMES,
  type EndpointName,
  type Endpoints,
  isEndpointAddress,
} from './endpoints.ts';
import { type Choices, isServable, settingsLiteral } from './fillChoices.ts';
import { isPlainWord } from './isPlainWord.ts';
import { JOB_VERSION } from '../pipeline/jobVersion.ts';
import { rootHead } from './rootFileFrom.ts';

/** Where the project's own copy of the program lies, beside the CI file of the runner branch. */
export const PROGRAM_PATH = '.gitlab/ask-claude.mjs';

/** What a small root file is made of. */
export interface SmallRoot {
  provider: Provider;
  endpoints: Endpoints;
  choices: Choices;
  /** Of the program, in hexadecimal digits. */
  sha256: string;
  /** Version of Claude Code that the program wants. */
  version: string;
  /** Address of the program; absent: the project's own copy, at `PROGRAM_PATH` of the same commit. */
  program?: string;
  image?: string;
  tags?: readonly string[];
  /** False for a GitLab before 18.1, which knows no inputs. */
  inputs?: boolean;
}

/** The line of a job that names its runner's tags; empty for any runner. */
export function tagsLine(tags: readonly string[]): string {
  return tags.length === 0 ? '' : `  tags: [${tags.map((tag) => `'${tag}'`).join(', ')}]\n`;
}

/** The variable that carries each endpoint into the job. */
export const EXPORTED: Record<EndpointName, string> = {
  anthropic: 'ANTHROPIC_BASE_URL',
  bedrock: 'ANTHROPIC_BEDROCK_BASE_URL',
  vertex: 'ANTHROPIC_VERTEX_BASE_URL',
  'aws-sts': 'AWS_ENDPOINT_URL_STS',
  'google-sts': 'GOOGLE_STS_ENDPOINT',
  'google-iam': 'GOOGLE_IAM_ENDPOINT',
};

const PROVIDERS: Record<Provider, { name: string; condition: string; tokens: string }> = {
  claude: {
    name: 'anthropic',
    condition: '$CLAUDE_PROVIDER != "bedrock" && $CLAUDE_PROVIDER != "vertex"',
    tokens: "  id_tokens: { ANTHROPIC_OIDC_TOKEN: { aud: 'https://api.anthropic.com' } }\n",
  },
  'claude-bedrock': {
    name: 'bedrock',
    condition: '$CLAUDE_PROVIDER == "bedrock"',
    tokens: '  id_tokens: { AWS_OIDC_TOKEN: { aud: sts.amazonaws.com } }\n',
  },
  'claude-vertex': {
    name: 'vertex',
    condition: '$CLAUDE_PROVIDER == "vertex"',
    tokens:
      "  id_tokens: { GCP_OIDC_TOKEN: { aud: 'https://iam.googleapis.com/$GCP_WORKLOAD_IDENTITY_PROVIDER' } }\n",
  },
};

const END = (words: string): string => `{ echo '${words}'; exit 1; }`;
/** From the commit that the runner fetched; nothing that a sender may have set in the environment rules this git. */
const OWN_COPY = `env -i PATH="$PATH" GIT_NO_LAZY_FETCH=1 git --git-dir="$CI_PROJECT_DIR/.git" cat-file blob "$CI_COMMIT_SHA:${PROGRAM_PATH}" > "$ASK_CLAUDE_PROGRAM" || ${END(`The commit of this pipeline has no ${PROGRAM_PATH}: commit it beside the CI file.`)}`;
/** What of a wrong answer is no program is found by the hash. */
export const DOWNLOAD =
  'node -e \'const [url, path] = process.argv.slice(1); if (/^https:/.test(url)) require("node:http").setGlobalProxyFromEnv?.(); fetch(url, { signal: AbortSignal.timeout(60000) }).then(async (answer) => { if (!answer.ok) throw new Error(`status ${answer.status}`); require("node:fs").writeFileSync(path, Buffer.from(await answer.arrayBuffer())); }).catch((error) => { console.error(`The program could not be had from ${url}: ${error.cause?.message ?? error.message}. Let the runner reach it, or keep a copy in the project.`); process.exit(1); })\'';

/**
 * The runner branch's root file of one screen: it gets the program from the place that the project chose, and runs it only
 * where its SHA-256 is the one that stands here.
 * @throws Error for an address, image or tag that cannot stand there
 */
export function smallRoot(wanted: SmallRoot): string {
  return `${rootHead({ inputs: wanted.inputs ?? true })}${smallJob(wanted)}`;
}

/**
 * The job of that file alone, to include beside other jobs.
 * @throws Error for an address, image or tag that cannot stand there
 */
export function smallJob(wanted: Omit<SmallRoot, 'inputs'>): string {
  const { sha256, version, program = '', image = 'node:24-alpine', tags = [] } = wanted;
  const { name, condition, tokens } = PROVIDERS[wanted.provider];
  if (program !== '' && !isEndpointAddress(program))
    throw new Error('The address of the program is not a plain http(s) URL.');
  for (const word of [image, ...tags])
    if (!isPlainWord(word)) throw new Error(`${word} is no image and no tag.`);
  const { serve = [], openly, gitlabTools, federation, settings = {} } = wanted.choices;
  // A Claude API with a key needs no word of who the job is.
  const identity = wanted.provider === 'claude' && !federation ? '' : tokens;
  if (!serve.every(isServable)) throw new Error('What is served has to be a/b or a/.');
  const endpoints = ENDPOINT_NAMES.map((one) => {
    const address = wanted.endpoints[one] ?? '';
    if (address !== '' && !isEndpointAddress(address))
      throw new Error(`The address for ${one} is not a plain http(s) URL.`);
    return `${EXPORTED[one]}='${address}'`;
  });
  const own = [
    `ASK_CLAUDE_PROVIDER=${name}`,
    `ASK_CLAUDE_SERVED_PROJECTS='${serve.join(' ')}'`,
    `ASK_CLAUDE_SERVED_OPENLY='${openly ? 'yes' : ''}'`,
    `ASK_CLAUDE_GITLAB_TOOLS='${gitlabTools ? 'yes' : ''}'`,
  ];
  const got = program === '' ? OWN_COPY : `${DOWNLOAD} '${program}' "$ASK_CLAUDE_PROGRAM"`;
  const isCloned = program === '' || !settings['server'];
  return `${wanted.provider}:
  image: ${image}
${tagsLine(tags)}  variables: { GIT_STRATEGY: ${isCloned ? 'fetch' : 'none'}, GIT_CHECKOUT: 'false', GIT_DEPTH: '1', GIT_SUBMODULE_STRATEGY: none }
  allow_failure: true
  interruptible: false
  resource_group: ask-claude/$AI_FLOW_RESOURCE/$AI_FLOW_PROJECT_PATH
  timeout: 30 minutes
  retry: { max: 1, when: [runner_system_failure, scheduler_failure] }
  inherit: { default: [tags] }
${identity}  cache: { key: ask-claude-${version}, paths: [.ask-claude-cache] }
  artifacts: { name: ask-claude, access: developer, when: always, expire_in: 30 days, paths: [.claude-ci] }
  rules: [{ if: '$CI_PIPELINE_SOURCE =~ /^(api|trigger|web)$/ && $AI_FLOW_INPUT && ${condition}' }]
  script:
    - |
      cd / && ASK_CLAUDE_PATH='' && set -f && IFS=:
      for entry in $PATH; do case "$entry" in *..* | "\${CI_PROJECT_DIR:-/nonexistent}"*) ;; /*) ASK_CLAUDE_PATH="$ASK_CLAUDE_PATH:$entry" ;; esac; done
      set +f && unset IFS && export PATH="\${ASK_CLAUDE_PATH#:}"
      unset NODE_OPTIONS NODE_PATH NODE_TLS_REJECT_UNAUTHORIZED NODE_USE_ENV_PROXY NODE_REPL_EXTERNAL_MODULE LD_PRELOAD LD_LIBRARY_PATH BASH_ENV ENV
      case "$NODE_EXTRA_CA_CERTS" in *..*) unset NODE_EXTRA_CA_CERTS ;; /etc/* | /usr/*) ;; *) unset NODE_EXTRA_CA_CERTS ;; esac
      if [ -z "$NODE_EXTRA_CA_CERTS" ] && [ -f "$CI_SERVER_TLS_CA_FILE" ]; then export NODE_EXTRA_CA_CERTS="$CI_SERVER_TLS_CA_FILE"; fi
      command -v git > /dev/null || apk add --no-cache git || { apt-get update -qq && apt-get install -y -qq --no-install-recommends git ca-certificates; }
      command -v node > /dev/null || ${END('There is no Node.js in this image: the job needs version 20 or later (node:24-alpine has it).')}
      export ${endpoints.join(' ')}
      export ${own.join(' ')}
      export ASK_CLAUDE_SETTINGS='${settingsLiteral(settings)}'
      ASK_CLAUDE_JOB=${JOB_VERSION} ASK_CLAUDE_PROGRAM="$(mktemp -d)/ask-claude.mjs"
      ${got}
      echo "${sha256}  $ASK_CLAUDE_PROGRAM" | sha256sum -c > /dev/null || ${END('This is another program than the one that was reviewed, so it is not run: write the CI file and the program anew.')}
      node "$ASK_CLAUDE_PROGRAM" < /dev/null
`;
}
