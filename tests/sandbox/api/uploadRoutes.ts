import { Hono } from 'hono';
import type { SandboxEnv } from './Env.ts';
import { scene } from './guard.ts';
import { notFound } from './refuse.ts';

/**
 * Uploads by their secret and name, as GitLab gives them: bytes to keep, whatever they are, or a redirect to where they lie
 * (18.9: `lib/api/markdown_uploads.rb` and `present_carrierwave_file!`; not recorded). A job's token is not looked at there.
 */
export function uploadRoutes(): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>();
  routes.get('/projects/:id/uploads/:secret/:filename', (c) => {
    const { secret, filename } = c.req.param();
    const { uploads = [] } = scene(c).project;
    const found = uploads.find((one) => one.secret === secret && one.filename === filename);
    if (!found) return notFound();
    if (found.elsewhere !== undefined) return c.redirect(found.elsewhere);
    return c.body(found.bytes, 200, {
      'content-type': 'application/octet-stream',
      'content-length': String(found.bytes.length),
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(filename)}`,
    });
  });
  return routes;
}
