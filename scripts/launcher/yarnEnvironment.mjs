// @ts-check
/**
 * Translates npm's settings to Yarn's environment variables: Yarn 4 does not read `.npmrc`, and a company mirror is
 * usually set there only.
 */

/** @param {unknown} value */
const text = value =>
  typeof value === 'string' && value.trim() ? value.trim() : undefined;

/**
 * npm looks up credentials by the registry's address without its protocol, from the full path upwards.
 *
 * @param {Record<string, unknown>} settings
 * @param {URL} registry
 * @param {string} kind
 */
function credential(settings, registry, kind) {
  const segments = registry.pathname.split('/').filter(Boolean);
  for (let length = segments.length; length >= 0; length -= 1) {
    const place = [registry.host, ...segments.slice(0, length)].join('/');
    const value =
      text(settings[`//${place}/:${kind}`]) ??
      text(settings[`//${place}:${kind}`]);
    if (value) {
      return value;
    }
  }
  return undefined;
}

/**
 * @param {unknown} noProxy npm gives a list or a comma-separated text
 * @param {string} host
 */
export function bypassesProxy(noProxy, host) {
  const names = [noProxy]
    .flat()
    .flatMap(names_ => String(names_ ?? '').split(','));
  return names
    .map(name => name.trim().replace(/^\*?\./, ''))
    .filter(Boolean)
    .some(name => name === '*' || host === name || host.endsWith(`.${name}`));
}

/**
 * @param {Record<string, unknown>} settings
 * @param {NodeJS.ProcessEnv} env
 * @param {URL} registry
 */
function proxyVariables(settings, env, registry) {
  const http =
    text(settings.proxy) ?? text(env.HTTP_PROXY) ?? text(env.http_proxy);
  const https =
    text(settings['https-proxy']) ??
    text(env.HTTPS_PROXY) ??
    text(env.https_proxy) ??
    http;
  const noProxy = [
    settings.noproxy ?? '',
    env.NO_PROXY ?? '',
    env.no_proxy ?? '',
  ];
  if (bypassesProxy(noProxy.flat(), registry.hostname)) {
    return {};
  }
  return { YARN_HTTP_PROXY: http, YARN_HTTPS_PROXY: https };
}

/**
 * @param {Record<string, unknown>} settings as `readNpmSettings` gives them
 * @param {{ env?: NodeJS.ProcessEnv; certificateFile?: string }} [options] `certificateFile` holds npm's inline `ca`
 * @returns {Record<string, string>}
 */
export function yarnEnvironment(settings, { env = {}, certificateFile } = {}) {
  const address = text(settings.registry);
  if (!address) {
    throw new Error('npm names no registry, not even its own default.');
  }
  const registry = new URL(address);
  const token = credential(settings, registry, '_authToken');
  const identity = token ? undefined : credential(settings, registry, '_auth');
  const variables = {
    YARN_NPM_REGISTRY_SERVER: address.replace(/\/+$/, ''),
    YARN_NPM_AUTH_TOKEN: token,
    YARN_NPM_AUTH_IDENT: identity,
    // A mirror that asks for credentials asks for them on every read, not only for scoped packages.
    YARN_NPM_ALWAYS_AUTH: token || identity ? 'true' : undefined,
    YARN_HTTPS_CA_FILE_PATH: text(settings.cafile) ?? certificateFile,
    YARN_ENABLE_STRICT_SSL:
      settings['strict-ssl'] === false ? 'false' : undefined,
    YARN_UNSAFE_HTTP_WHITELIST:
      registry.protocol === 'http:' ? registry.hostname : undefined,
    ...proxyVariables(settings, env, registry),
    // Mirrors often know no publish dates; the lock file already pins every version with its checksum.
    YARN_NPM_MINIMAL_AGE_GATE: '0',
    YARN_ENABLE_TELEMETRY: 'false',
  };
  // What the user told Yarn directly is more specific than npm's settings.
  return Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) =>
      value === undefined || env[name] !== undefined ? [] : [[name, value]],
    ),
  );
}

/**
 * The scopes that npm reads from a registry of their own. Yarn takes these from a file only.
 *
 * @param {Record<string, unknown>} settings
 */
export function scopesWithOwnRegistry(settings) {
  return Object.keys(settings)
    .filter(name => /^@[^:]+:registry$/.test(name))
    .map(name => name.slice(0, name.indexOf(':')));
}
