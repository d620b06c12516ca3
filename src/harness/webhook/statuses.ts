/**
 * What Harness makes of a custom webhook's event that starts nothing (`status` of
 * `GET /pipeline/api/webhook/triggerExecutionDetails/{eventId}`), and what to do then.
 */

const CONDITIONS =
  "The payload does not meet the trigger's conditions. Compare payload with the conditions on the trigger's page.";
const GIT =
  "Harness treated the event as one from a Git provider. Use the URL of a trigger of type Custom (Copy as Webhook URL in the trigger's menu).";
const DISABLED =
  'No enabled trigger belongs to this URL. Enable the trigger, or copy its URL again if it was re-created.';
const POLLED =
  "Harness treated the event as a new artifact or manifest. Use the URL of a trigger of type Custom (Copy as Webhook URL in the trigger's menu).";
const SUBSCRIPTION =
  'Harness treated the request as a subscription confirmation, which starts nothing. Remove the subscription fields from the payload.';

/** Every status but TARGET_EXECUTION_REQUESTED, the only good one, with what to do. */
export const NOTHING_STARTED: Readonly<Record<string, string>> = {
  TARGET_DID_NOT_EXECUTE:
    "The trigger matched, but its pipeline could not be run. The trigger's activity history in Harness says why; run the pipeline manually with the trigger's inputs to reproduce it.",
  INVALID_RUNTIME_INPUT_YAML:
    "The trigger's own inputs no longer match its pipeline. Open the trigger in Harness and correct its pipeline input.",
  INVALID_PAYLOAD: 'The trigger cannot read this payload. Use a mapping with the fields that the trigger reads.',
  EXCEPTION_WHILE_PROCESSING:
    "Harness failed to process the event. Check the trigger's activity history in Harness for details, then re-run.",
  VALIDATION_FAILED_FOR_TRIGGER:
    'The trigger or its pipeline is no longer valid. Open the trigger in Harness, which shows what to correct.',
  TRIGGER_AUTHENTICATION_FAILED:
    'The trigger expects a secret that this action does not send. Remove that secret from the trigger: its URL is already secret.',
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
    "The trigger's JEXL condition is not true for this payload. Evaluate the condition against this payload.",
  NO_MATCHING_TRIGGER_FOR_HEADER_CONDITIONS:
    'The trigger has header conditions, but this action sends no custom headers. Use payload conditions instead.',
  NO_MATCHING_TRIGGER_FOR_FILEPATH_CONDITIONS:
    'The trigger has a condition on changed files, which only a Git event can meet. Remove it from the trigger.',

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
