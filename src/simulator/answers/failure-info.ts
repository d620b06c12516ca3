/** Why something failed, in the shape that stages and nodes of the graph share. */
import type { Failure } from '../plays/play.ts';
import { type ResponseMessage, responseMessage } from '../server/answer.ts';

/** `failureInfoDTO`. */
interface FailureInfo {
  readonly message: string;
  readonly failureTypeList: readonly string[];
  readonly responseMessages: readonly ResponseMessage[];
}

/** The cause, with hints and explanations before it in the same list; everything is empty where nothing failed. */
export function failureInfo(failure: Failure | undefined): FailureInfo {
  if (!failure) {
    return { message: '', failureTypeList: [], responseMessages: [] };
  }
  const types = failure.types ?? ['APPLICATION_ERROR'];
  return {
    message: failure.onlyInResponses ? '' : failure.message,
    failureTypeList: types,
    responseMessages: [
      ...(failure.hints ?? []).map((text) => responseMessage('HINT', text)),
      ...(failure.explanations ?? []).map((text) => responseMessage('EXPLANATION', text)),
      responseMessage(failure.code ?? 'GENERAL_ERROR', failure.message, types),
    ],
  };
}
