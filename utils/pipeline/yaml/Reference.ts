/** GitLab's `!reference [job, keyword]`: it stands where GitLab will put what it points to. */
export class Reference {
  readonly path: unknown;

  constructor(path: unknown) {
    this.path = path;
  }
}
