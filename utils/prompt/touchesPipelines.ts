import type { Context } from '../context/Context.ts';
import { labelText } from '../context/Label.ts';

/** Files that say how something is built, scanned or published. */
const FILES =
  /(^|\/)(\.gitlab-ci[^/]*\.ya?ml|[^/]*\.gitlab-ci\.ya?ml|\.gitlab\/ci\/.*|(Docker|Container)file[^/]*|[^/]*\.(Docker|Container)file|\.dockerignore|(docker-)?compose[^/]*\.ya?ml|docker-bake\.(hcl|json)|Jenkinsfile[^/]*)$/i;

/** Words by which an issue tells that it is about pipelines. */
const WORDS =
  /\b(CI|CI\/CD|gitlab-ci|pipelines?|runners?|docker\w*|containerfile|jenkins\w*|buildkit|trivy|skopeo|kaniko|podman|dind|container (image|registry)|image (scan\w*|tag))\b/i;

/** Whether a page is about CI, Docker or Jenkins: a merge request by the files it changes, an issue by its title and description. */
export function touchesPipelines({ title, parts }: Pick<Context, 'title' | 'parts'>): boolean {
  const itemsOf = (name: string) => parts.find((part) => part.name === name)?.items ?? [];
  const diff = parts.find(({ name }) => name === 'diff');
  if (diff) return diff.items.some(({ file, label }) => FILES.test(file?.path ?? labelText(label)));
  return [title, ...itemsOf('description').map(({ text }) => text)].some((text) =>
    WORDS.test(text),
  );
}
