/**
 * Stands in the build for two packages that gitbeaker imports for its own rate limits, which are never set here (`createGitLab`):
 * `rate-limiter-flexible`, made for databases, and `picomatch-browser`. 160 kB of the background's source. A use would say so.
 */
function unused(): never {
  throw new Error('gitbeaker’s own rate limits are not built in.');
}

// `new` runs a plain function too.
export { unused as RateLimiterMemory, unused as RateLimiterQueue };

export default { isMatch: unused };
