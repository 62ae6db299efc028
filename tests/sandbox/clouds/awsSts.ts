import { randomBytes } from 'node:crypto';
import { AWS } from './Cloud.ts';
import type { Cloud, CloudAnswer, CloudCall } from './Cloud.ts';
import { verifyIdToken } from './verifyIdToken.ts';

const SECONDS = 3600;

/** AWS Security Token Service: a role's passing credentials for a token of the trusted GitLab. */
export async function awsSts(call: CloudCall, cloud: Cloud): Promise<CloudAnswer> {
  const form = new URLSearchParams(call.body);
  const action = form.get('Action') ?? '';
  cloud.steps.push(`aws-sts ${action}`);
  if (action !== 'AssumeRoleWithWebIdentity' || form.get('Version') !== '2011-06-15')
    return failure(400, 'InvalidAction', `Could not find operation ${action}.`);
  const session = form.get('RoleSessionName') ?? '';
  if (!/^[\w+=,.@-]{2,64}$/.test(session))
    return failure(400, 'ValidationError', 'The role session name does not have its form.');
  const token = form.get('WebIdentityToken') ?? '';
  const checked = await verifyIdToken(token, 'sts.amazonaws.com', cloud.trust);
  if ('wrong' in checked) return failure(400, 'InvalidIdentityToken', checked.wrong);
  if (form.get('RoleArn') !== AWS.role || checked.subject !== cloud.trust.subject)
    return failure(403, 'AccessDenied', 'Not authorized to perform sts:AssumeRoleWithWebIdentity');
  const key = `ASIA${randomBytes(8).toString('hex').toUpperCase()}`;
  const given = {
    secret: randomBytes(30).toString('base64'),
    session: randomBytes(60).toString('base64'),
  };
  cloud.awsSessions.set(key, given);
  return xml(
    200,
    `<AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <AssumeRoleWithWebIdentityResult>
    <Credentials>
      <AccessKeyId>${key}</AccessKeyId>
      <SecretAccessKey>${given.secret}</SecretAccessKey>
      <SessionToken>${given.session}</SessionToken>
      <Expiration>${new Date(Date.now() + SECONDS * 1000).toISOString()}</Expiration>
    </Credentials>
    <SubjectFromWebIdentityToken>${checked.subject}</SubjectFromWebIdentityToken>
    <AssumedRoleUser>
      <Arn>${AWS.role.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/')}/${session}</Arn>
      <AssumedRoleId>AROASANDBOX:${session}</AssumedRoleId>
    </AssumedRoleUser>
  </AssumeRoleWithWebIdentityResult>
  <ResponseMetadata><RequestId>sandbox</RequestId></ResponseMetadata>
</AssumeRoleWithWebIdentityResponse>`,
  );
}

function failure(status: number, code: string, message: string): CloudAnswer {
  return xml(
    status,
    `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error>
  <RequestId>sandbox</RequestId>
</ErrorResponse>`,
  );
}

function xml(status: number, body: string): CloudAnswer {
  return { status, type: 'text/xml', body };
}
