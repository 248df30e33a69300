/** Questions to the daemon. Addresses are relative, so that the page also works behind a proxy's path. */

/** What kind of trouble it is decides what a person can do about it. */
export class ApiError extends Error {
  /** @param {'unreachable'|'unauthorised'|'missing'|'disabled'|'busy'|'refused'|'failed'} kind */
  constructor(kind, message, status = 0) {
    super(message);
    this.kind = kind;
    this.status = status;
  }
}

const KINDS = { 400: 'refused', 401: 'unauthorised', 403: 'unauthorised', 404: 'missing', 503: 'disabled' };
const TIMEOUT_MILLIS = 20_000;

/** `api/v1/...` with parameters; lists repeat the parameter. */
function address(path, params) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params ?? {})) {
    for (const each of [value].flat()) {
      if (each !== undefined && each !== null && each !== '') query.append(name, each);
    }
  }
  const text = query.toString();
  return 'api/v1/' + path + (text && '?' + text);
}

/**
 * @param {AbortSignal} [signal]
 * @throws {ApiError}; an aborted question throws the AbortError of the platform
 */
export async function ask(path, params, signal) {
  const limit = AbortSignal.timeout(TIMEOUT_MILLIS);
  const both = signal && AbortSignal.any ? AbortSignal.any([signal, limit]) : (signal ?? limit);
  let response;
  try {
    response = await fetch(address(path, params), { signal: both, cache: 'no-store', headers: { Accept: 'application/json' } });
    if (response.ok) return await response.json();
  } catch (problem) {
    if (signal?.aborted) throw problem;
    throw new ApiError('unreachable', 'The daemon does not answer.');
  }
  const text = (await response.text().catch(() => '')).trim().slice(0, 400);
  // Who says when to come back has something to tell then; without a store there is nothing to wait for.
  const kind = response.headers.has('Retry-After') ? 'busy' : KINDS[response.status] ?? 'failed';
  throw new ApiError(kind, text || response.statusText, response.status);
}

/** Rows of a table as objects by column name. */
export const records = (table) =>
  table.rows.map((row) => Object.fromEntries(table.columns.map((column, i) => [column.name, row[i]])));
