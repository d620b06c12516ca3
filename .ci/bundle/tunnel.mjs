// What both versions of @actions/http-client, ours and the one inside @actions/github, use of tunnel.
export { httpOverHttp, httpOverHttps, httpsOverHttp, httpsOverHttps } from 'tunnel';
