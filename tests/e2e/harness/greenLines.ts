/** What the doctor says of a project in which all is well: `check light cause`, in its order. */
export const GREEN = [
  'token green token',
  'version green version',
  'role green role',
  'ref green ref',
  'variables green variables_not_needed',
  'ci_file green ci_file',
  'job green job',
  'other_jobs green other_jobs',
  'sample green sample_ours',
  'ci_checks green ci_checks',
  'provider green provider',
  'write_back green write_back',
  'runner green runner',
  'job_token green job_token',
  'push_rules green no_push_rules',
  'instructions green instructions',
];
