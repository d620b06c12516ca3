/** A Harness that knows the shapes of pipelines, each by its number, and nothing else. */
import { startServer, type TestServer } from '../harness/http-server.ts';
import { templateText } from './fit.ts';
import { SHAPES } from './shapes.ts';

/** @param sets YAML of input sets, by identifier: they belong to every pipeline */
export function serveShapes(sets: Readonly<Record<string, string>>): Promise<TestServer> {
  return startServer(({ response, visit }) => {
    const { pathname, searchParams } = new URL(visit.path, 'http://harness');
    const [, kind = '', id = ''] = /^\/pipeline\/api\/(inputSets|pipelines)\/([^/]+)$/.exec(pathname) ?? [];
    const shape = SHAPES[Number(kind === 'pipelines' ? id : searchParams.get('pipelineIdentifier'))];
    const data =
      shape === undefined
        ? undefined
        : id === 'template'
          ? {
              inputSetTemplateYaml: templateText(shape.asked ?? shape.own)?.replace(
                'identifier: p',
                `identifier: "${SHAPES.indexOf(shape)}"`,
              ),
            }
          : kind === 'pipelines'
            ? { yamlPipeline: shape.asked ?? shape.own, resolvedTemplatesPipelineYaml: shape.own }
            : sets[id] === undefined
              ? undefined
              : { identifier: id, inputSetYaml: sets[id] };
    const missing = { status: 'ERROR', code: 'ENTITY_NOT_FOUND', message: 'no such thing', correlationId: 'c' };
    response.writeHead(data === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(data === undefined ? missing : { status: 'SUCCESS', data }));
  });
}
