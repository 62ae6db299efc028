import type { Diff } from '../../gitlab/entities.ts';

/** Lock files and what tools write, where GitLab itself does not say so (before 16.10). */
const GENERATED =
  /(?:^|\/)(?:[^/]+\.lock(?:\.(?:json|hcl|ya?ml))?|[^/]*-lock\.(?:json|ya?ml)|npm-shrinkwrap\.json|bun\.lockb|go\.sum|go\.work\.sum|gradle\.lockfile|Package\.resolved|[^/]+\.(?:min\.(?:js|css|mjs)|(?:css|[cm]?js)\.map|snap|pb\.(?:go|cc|h)|g\.dart|designer\.cs)|[^/]*(?:_pb2(?:_grpc)?\.pyi?|\.generated\.\w+))$|(?:^|\/)(?:node_modules|__generated__|__snapshots__)\/|^(?:vendor|third_party|dist)\//i;

/** True for a file that nobody wrote by hand. */
export function isGenerated(diff: Pick<Diff, 'new_path' | 'generated_file'>): boolean {
  return diff.generated_file === true || GENERATED.test(diff.new_path);
}
