/**
 * What Harness makes of a custom webhook's event that starts nothing (`status` of
 * `GET /pipeline/api/webhook/triggerExecutionDetails/{eventId}`), and what to do then.
 */

const CONDITIONS =
  "The payload does not meet the trigger's conditions. Compare payload with them on the trigger's page.";
const GIT =
  "Harness took the event for one of a Git provider. Give the URL of a trigger of type Custom (Copy as Webhook URL in the trigger's menu).";
const DISABLED =
  'No enabled trigger belongs to this URL. Enable the trigger, or copy its URL once more if it was made anew.';
const POLLED =
  "Harness took the event for a new artifact or manifest. Give the URL of a trigger of type Custom (Copy as Webhook URL in the trigger's menu).";
const SUBSCRIPTION =
  'Harness took the request for the handshake of a subscription, which starts nothing. Send a payload without the fields of one.';

/** Every status but TARGET_EXECUTION_REQUESTED, the only good one, with what to do. */
export const NOTHING_STARTED: Readonly<Record<string, string>> = {
  TARGET_DID_NOT_EXECUTE:
    "The trigger matched, but its pipeline could not be run. The trigger's activity history in Harness says why; run the pipeline by hand with the trigger's inputs to see the same.",
  INVALID_RUNTIME_INPUT_YAML:
    "The trigger's own inputs do not fit its pipeline any more. Open the trigger in Harness and correct its pipeline input.",
  INVALID_PAYLOAD: 'The trigger cannot read this payload. Give it as a mapping with the fields that the trigger uses.',
  EXCEPTION_WHILE_PROCESSING:
    "Harness failed while it processed the event. The trigger's activity history in Harness may say more; then run this again.",
  VALIDATION_FAILED_FOR_TRIGGER:
    'The trigger or its pipeline is not valid any more. Open the trigger in Harness, which shows what to correct.',
  TRIGGER_AUTHENTICATION_FAILED:
    'The trigger checks a secret that does not come along. Take that secret off the trigger: its URL is one already.',
  TRIGGER_CONFIRMATION_SUCCESSFUL: SUBSCRIPTION,
  TRIGGER_CONFIRMATION_FAILED: SUBSCRIPTION,

  NO_ENABLED_CUSTOM_TRIGGER_FOUND: DISABLED,
  NO_ENABLED_CUSTOM_TRIGGER_FOUND_FOR_ACCOUNT: DISABLED,
  NO_ENABLED_TRIGGER_FOR_PROJECT: DISABLED,
  NO_ENABLED_TRIGGER_FOR_ACCOUNT: DISABLED,

  NO_MATCHING_TRIGGER_FOR_PAYLOAD_CONDITIONS: CONDITIONS,
  NO_MATCHING_TRIGGER_FOR_METADATA_CONDITIONS: CONDITIONS,
  TRIGGER_DID_NOT_MATCH_EVENT_CONDITION: CONDITIONS,
  TRIGGER_DID_NOT_MATCH_METADATA_CONDITION: CONDITIONS,
  NO_MATCHING_TRIGGER_FOR_JEXL_CONDITIONS:
    "The trigger's JEXL condition is not true for this payload. Evaluate it with payload in hand.",
  NO_MATCHING_TRIGGER_FOR_HEADER_CONDITIONS:
    "The trigger has header conditions, and this action sends no headers of the author's. Let the trigger test the payload instead.",
  NO_MATCHING_TRIGGER_FOR_FILEPATH_CONDITIONS:
    'The trigger has a condition on changed files, which only a Git event meets. Take it off the trigger.',

  NO_MATCHING_TRIGGER_FOR_REPO: GIT,
  NO_MATCHING_TRIGGER_FOR_EVENT_ACTION: GIT,
  NO_ENABLED_TRIGGER_FOR_SOURCEREPO_TYPE: GIT,
  NO_ENABLED_TRIGGER_FOR_ACCOUNT_SOURCE_REPO: GIT,
  FAILED_TO_FETCH_PR_DETAILS: GIT,
  SCM_SERVICE_CONNECTION_FAILED: GIT,

  // The doubled FOR is Harness's.
  NO_MATCHING_TRIGGER_FOR_FOR_EVENT_SIGNATURES: POLLED,
  NO_MATCHING_TRIGGER_FOR_FOR_EVENT_CONDITION: POLLED,
  TRIGGER_DID_NOT_MATCH_ARTIFACT_JEXL_CONDITION: POLLED,
  ALL_MAPPED_TRIGGER_FAILED_VALIDATION_FOR_POLLING_EVENT: POLLED,
  POLLING_EVENT_WITH_NO_VERSIONS: POLLED,
  NEW_ARTIFACT_EVENT_PROCESSED: POLLED,
  NEW_MANIFEST_EVENT_PROCESSED: POLLED,
};
