'use strict';

// What the @actions packages use of undici, without its mocks, WebSockets and caches.
module.exports = {
  ProxyAgent: require('undici/lib/dispatcher/proxy-agent.js'),
  fetch: require('undici/lib/web/fetch/index.js').fetch,
};
