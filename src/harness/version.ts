/** The bundle has the version of package.json in this place; see .ci/bundle/bundle.mjs. */
export const VERSION = '0.0.0-unbundled';
