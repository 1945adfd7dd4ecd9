import { once } from 'node:events';
import { request } from 'node:https';
import type { ClusterIdentity } from './ClusterIdentity.ts';

/** The status with which a server of the cluster answers its administrator. */
export async function httpsStatus(
  url: string,
  identity: ClusterIdentity,
): Promise<number | undefined> {
  const call = request(url, {
    ca: identity.authority,
    cert: identity.adminCertificate,
    key: identity.adminKey,
    signal: AbortSignal.timeout(5_000),
  });
  call.end();
  const [response] = await once(call, 'response');
  response.resume();
  return response.statusCode;
}
