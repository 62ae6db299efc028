/** Which Messages API the jobs ask: the real one where `ANTHROPIC_API_KEY` is set, else a stand-in. For the demo and the sandbox started by hand; tests never pay by accident. */
export function modelOfEnvironment(): { apiKey?: string; anthropicUrl?: string } {
  const apiKey = process.env['ANTHROPIC_API_KEY'];
  return apiKey ? { apiKey, anthropicUrl: process.env['ANTHROPIC_BASE_URL'] ?? '' } : {};
}
