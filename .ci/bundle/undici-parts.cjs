'use strict';

// What the @actions packages use of undici, without its mocks, WebSockets and caches.
// ProxyAgent asks its client to connect(), which only undici's own index gives to it.
require('undici/lib/dispatcher/dispatcher.js').prototype.connect = require('undici/lib/api/api-connect.js');

module.exports = {
  ProxyAgent: require('undici/lib/dispatcher/proxy-agent.js'),
  fetch: require('undici/lib/web/fetch/index.js').fetch,
};
