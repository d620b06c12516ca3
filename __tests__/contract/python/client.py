"""The Python client that Harness generates from its own OpenAPI, against the simulator: what it cannot parse is a mistake there.

Usage: PYTHONPATH=<where harness-open-api is> python3 __tests__/contract/python/client.py, after npm run compile.
"""

import io
import json
import subprocess
import time
import zipfile
from pathlib import Path
from urllib.parse import urlencode

import urllib3
import harness_open_api as harness

ORG, PROJECT = "default", "shop"
SERVE = Path(__file__).parents[3] / "lib/__tests__/contract/python/serve.js"
FINAL = {"Success", "Failed", "Aborted", "Expired", "Errored", "ApprovalRejected", "IgnoreFailed", "AbortedByFreeze"}
YAML = "pipeline:\n  identifier: deploy_prod\n  variables:\n    - {name: image_tag, type: String, value: '1.10'}\n"


class Checks:
    """Counts what was checked; the first failure ends the run."""

    def __init__(self, where):
        configuration = harness.Configuration()
        configuration.host = where["url"]
        configuration.api_key["x-api-key"] = where["apiKey"]
        self.client = harness.ApiClient(configuration)
        self.where = where
        self.scope = (where["account"], ORG, PROJECT)
        self.execute = harness.PipelineExecuteApi(self.client)
        self.details = harness.PipelineExecutionDetailsApi(self.client)
        self.count = 0

    def equal(self, found, expected, what):
        if found != expected:
            raise SystemExit(f"{what}: {found!r}, expected {expected!r}")
        self.count += 1

    def refused(self, status, call, what):
        try:
            call()
        except harness.rest.ApiException as error:
            self.equal(error.status, status, what)
            return
        raise SystemExit(f"{what}: not refused")

    def start(self, pipeline, body="", **more):
        account, org, project = self.scope
        answer = self.execute.post_pipeline_execute_with_input_set_yaml(account, org, project, pipeline, body=body, **more)
        self.equal(answer.status, "SUCCESS", f"start of {pipeline}")
        return answer.data.plan_execution.uuid

    def read(self, execution, **more):
        account, org, project = self.scope
        return self.details.get_execution_detail_v2(account, org, project, execution, **more).data

    def wait(self, execution, wanted=FINAL):
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            summary = self.read(execution).pipeline_execution_summary
            if summary.status in wanted:
                return summary
            time.sleep(0.02)
        raise SystemExit(f"{execution} did not come to {wanted}")

    def request(self, method, path, body=None, key=None):
        """What the generated client has no method for: approvals and logs. Returns status and bytes."""
        headers = {"x-api-key": key or self.where["apiKey"], "content-type": "application/json"}
        data = None if body is None else json.dumps(body)
        answer = urllib3.request(method, self.where["url"] + path, headers=headers, body=data)
        return answer.status, answer.data


def starts_and_follows(checks):
    execution = checks.start("deploy_prod", YAML, notes_for_pipeline_execution="a note", branch="main")
    summary = checks.wait(execution)
    checks.equal(summary.status, "Success", "end of deploy_prod")
    checks.equal(summary.name, "Deploy Prod", "name")
    graph = checks.read(execution, render_full_bottom_graph=True).execution_graph
    steps = {node.identifier for node in graph.node_map.values()}
    checks.equal({"unit_tests", "rollout", "smoke_test"} <= steps, True, "steps of the graph")
    account, org, project = checks.scope
    checks.equal(checks.details.get_notes_for_execution(account, execution).data.notes, "a note", "notes")
    inputs = checks.details.get_inputset_yaml_v2(account, org, project, execution).data
    checks.equal(inputs is not None, True, "inputs of the execution")
    checks.equal("1.10" in checks.details.get_execution_data(account, execution).data.execution_yaml, True, "its YAML")
    # It says no more than that it is the latest of its chain.
    checks.equal(checks.details.can_retry_execution(account, org, project, execution).data, True, "can it be retried")
    whole = checks.details.get_execution_graph(account, org, project, execution).data
    checks.equal(set(whole.node_map), set(graph.node_map), "its graph alone")
    older = checks.details.get_execution_detail(account, org, project, execution).data
    checks.equal(older.pipeline_execution_summary.plan_execution_id, execution, "the older form of the details")
    stage = next(node.uuid for node in graph.node_map.values() if node.base_fqn == "pipeline.stages.deploy")
    part = checks.details.get_execution_sub_graph_for_node_execution(account, org, project, stage, execution).data
    checks.equal("rollout" in {node.identifier for node in part.execution_graph.node_map.values()}, True, "graph of a stage")
    changed = {"notes_for_pipeline_execution": "another note", "plan_execution_id": execution}
    checks.details.update_notes_for_execution(account, org, project, **changed)
    checks.equal(checks.details.get_notes_for_execution(account, execution).data.notes, "another note", "changed notes")
    url = checks.details.get_execution_url(account, org, project, "deploy_prod", execution).data
    checks.equal(url.endswith(f"/executions/{execution}/pipeline"), True, "its page")


def parses_every_scenario(checks):
    account, org, project = checks.scope
    pipelines = harness.PipelineApi(checks.client).get_pipeline_list(account, org, project, size=200).data.content
    running = {}
    for pipeline in pipelines:
        # A status that no version knows and the outcomes of old versions are what this client must not be able to read. The
        # others that are left out want inputs.
        left_out = ("unknown", "old-", "big-", "inputs", "selective", "build", "deploy_any", "checks", "integration")
        if not pipeline.identifier.startswith(left_out):
            running[pipeline.identifier] = checks.start(pipeline.identifier)
    checks.equal(len(running) > 40, True, f"number of scenarios ({len(running)})")
    for moment in range(4):
        for execution in running.values():
            checks.equal(checks.read(execution, render_full_bottom_graph=True) is not None, True, "details")
        time.sleep(0.2)


def lists(checks):
    account, org, project = checks.scope
    listed = checks.details.get_list_of_executions(account, org, project, pipeline_identifier="deploy_prod").data
    checks.equal(len(listed.content), 1, "list by pipeline")
    ids = checks.details.get_list_of_execution_identifier(account, org, project, pipeline_identifier="deploy_prod").data
    checks.equal(ids.total_elements, 1, "identifiers of executions")
    outlines = checks.details.get_list_of_executions_outline(account, org, project).data
    checks.equal([each.pipeline_identifier for each in outlines.content], ["deploy_prod"], "outlines")
    pipelines = harness.PipelineApi(checks.client)
    found = pipelines.get_pipeline_list(account, org, project, search_term="Deploy Prod").data.content
    checks.equal([each.identifier for each in found], ["deploy_prod"], "pipelines by name")
    checks.equal("image_tag" in pipelines.get_pipeline(account, org, project, "deploy_prod").data.yaml_pipeline, True, "YAML")
    checks.equal(pipelines.get_pipeline_summary(account, org, project, "green").data.identifier, "green", "summary")
    some = harness.PipelineFilterProperties(filter_type="PipelineSetup", pipeline_identifiers=["green", "red"])
    named = pipelines.get_pipeline_list(account, org, project, body=some).data.content
    checks.equal([each.identifier for each in named], ["green", "red"], "pipelines by identifier")
    newer = harness.PipelinesApi(checks.client).get_pipeline(org, project, "deploy_prod")
    checks.equal("image_tag" in newer.pipeline_yaml, True, "YAML by the newer API")
    organizations = harness.OrganizationApi(checks.client)
    checks.equal(len(organizations.get_organization_list(account).data.content), 1, "organizations")
    checks.equal(organizations.get_organization(org, account).data.organization.identifier, org, "organization")
    projects = harness.ProjectApi(checks.client)
    names = [each.project.identifier for each in projects.get_project_list(account).data.content]
    checks.equal(project in names, True, "projects")
    checks.equal(projects.get_project(project, account, org_identifier=org).data.project.identifier, project, "project")
    triggers = harness.TriggersApi(checks.client).get_list_for_target(account, org, project, "deploy_prod").data.content
    checks.equal(len(triggers) > 3, True, "triggers")
    sets = harness.PipelineInputSetApi(checks.client)
    checks.equal(len(sets.list_input_set(account, org, project, "deploy_prod").data.content), 5, "input sets")
    one = sets.get_input_set("prod", account, org, project, "deploy_prod").data
    checks.equal("region" in one.input_set_yaml, True, "input set")
    asked = {"inputSetReferences": ["prod"], "lastYamlToMerge": YAML, "withMergedPipelineYaml": True}
    merged = sets.merge_input_sets(asked, account, org, project, "deploy_prod").data
    checks.equal((merged.is_error_response, "1.10" in merged.pipeline_yaml), (False, True), "merge of an input set and YAML")
    template = sets.runtime_input_template(account, org, project, "deploy_prod").data
    checks.equal("image_tag" in template.input_set_template_yaml, True, "template")


def lists_by_filters(checks):
    account, org, project = checks.scope
    red = checks.start("red")
    checks.wait(red)
    waiting = checks.start("approval-forever")

    def count(body=None, **query):
        body = {"filterType": "PipelineExecution", **(body or {})}
        page = checks.details.get_list_of_executions(account, org, project, body=body, **query).data
        return {each.plan_execution_id for each in page.content}, page

    for query, wanted, other in (
        ({"status": ["Failed"]}, red, waiting),
        ({"status": ["ApprovalWaiting", "Running"]}, waiting, red),
        ({"search_term": "approval"}, waiting, red),
        ({"pipeline_identifier": "red"}, red, waiting),
    ):
        checks.wait(waiting, {"ApprovalWaiting"})
        found, _ = count(**query)
        checks.equal((wanted in found, other in found), (True, False), f"list by {query}")
    now = int(time.time() * 1000)
    for body, wanted, other in (
        ({"pipelineIdentifiers": ["red"]}, red, waiting),
        ({"planExecutionIds": [waiting]}, waiting, red),
        ({"status": ["Failed"]}, red, waiting),
        ({"moduleProperties": {"ci": {"branch": "main"}}, "pipelineName": "Red"}, red, waiting),
    ):
        found, _ = count(body)
        checks.equal((wanted in found, other in found), (True, False), f"list by {body}")
    found, _ = count({"timeRange": {"startTime": now - 60_000, "endTime": now + 60_000}})
    checks.equal({red, waiting} <= found, True, "list by time")
    found, _ = count({"timeRange": {"startTime": now - 120_000, "endTime": now - 60_000}})
    checks.equal(found, set(), "list by an earlier time")
    first, page = count(size=1, page=0)
    second, _ = count(size=1, page=1)
    checks.equal((len(first), len(second), first == second), (1, 1, False), "pages")
    checks.equal(page.total_pages, page.total_elements, "number of pages")
    for half in ({"startTime": now}, {"endTime": now}):
        checks.refused(400, lambda: count({"timeRange": half}), "half a time range")
    checks.refused(400, lambda: count(size=1001), "too long a page")
    wanted = harness.PipelineExecutionOutlineFilterDTO(plan_execution_ids=[red])
    outlines = checks.details.get_list_of_executions_outline(account, org, project, body=wanted).data.content
    checks.equal([(each.plan_execution_id, each.status) for each in outlines], [(red, "Failed")], "outline of one")
    wanted = harness.PipelineExecutionOutlineFilterDTO(pipeline_identifier="approval-forever")
    outlines = checks.details.get_list_of_executions_outline(account, org, project, body=wanted).data.content
    checks.equal({each.plan_execution_id for each in outlines}, {waiting}, "outlines of a pipeline")
    pages = checks.details.get_list_of_executions_outline(account, org, project, size=1).data
    last = pages.content[0].plan_execution_id
    rest = checks.details.get_list_of_executions_outline(account, org, project, last_seen_execution_id=last).data
    checks.equal((pages.has_more, last in {each.plan_execution_id for each in rest.content}), (True, False), "outlines in pages")


def starts_in_every_way(checks):
    account, org, project = checks.scope
    references = {"inputSetReferences": ["prod"], "lastYamlToMerge": YAML}
    answer = checks.execute.post_pipeline_execute_with_input_set_list(references, account, org, project, "deploy_prod")
    execution = answer.data.plan_execution.uuid
    checks.equal("1.10" in checks.details.get_execution_data(account, execution).data.execution_yaml, True, "with input sets")
    yaml = "pipeline:\n  identifier: selective\n  variables:\n    - {name: version, type: String, value: '1'}\n"
    body = {"runtimeInputYaml": yaml, "stageIdentifiers": ["notify"]}
    answer = checks.execute.post_execute_stages(account, org, project, "selective", body=body)
    summary = checks.wait(answer.data.plan_execution.uuid)
    checks.equal((summary.stages_executed, summary.status), (["notify"], "Success"), "with stages")
    v1 = harness.PipelineExecutionApi(checks.client)
    ids = [each["identifier"] for each in v1.get_stages_execution_list(org, project, "selective")]
    checks.equal(ids, ["migrate", "deploy", "notify"], "stages to choose from")
    chosen = harness.RunStageRequestBody(inputs_yaml=yaml, stage_identifiers=["notify"])
    stages = v1.execute_stages_with_input_yaml(org, project, "selective", body=chosen, notes="by v1").execution_details
    checks.equal(checks.wait(stages.execution_id).stages_executed, ["notify"], "stages by v1")
    checks.equal(checks.details.get_notes_for_execution(account, stages.execution_id).data.notes, "by v1", "notes by v1")
    again = v1.rerun_stages_execution_of_pipeline(org, project, "selective", stages.execution_id, body=chosen).execution_details
    trigger = checks.wait(again.execution_id).execution_trigger_info
    checks.equal(trigger.is_rerun, True, "stages run again by v1")
    failed = checks.start("red")
    checks.wait(failed)
    request = harness.RerunPipelineRequest(inputs_yaml="")
    again = v1.rerun_pipeline(org, project, "red", failed, body=request).execution_details
    rerun = checks.wait(again.execution_id).execution_trigger_info
    checks.equal((rerun.is_rerun, rerun.rerun_info.prev_execution_id), (True, failed), "run again by v1")
    more = {"body": request, "retry_stages": ["deploy"], "run_all_stages": True}
    retried = v1.retry_pipeline_with_inputset_pipeline_yaml(org, project, "red", failed, **more).execution_details
    checks.equal(checks.wait(retried.execution_id).status, "Success", "retried by v1")
    checks.refused(
        400, lambda: v1.retry_pipeline_with_inputset_pipeline_yaml(org, project, "red", failed, **more), "a second retry"
    )


def interrupts_and_retries(checks):
    account, org, project = checks.scope
    execution = checks.start("stubborn")
    answer = checks.execute.put_handle_interrupt(account, org, project, "AbortAll", execution)
    checks.equal(answer.data.plan_execution_id, execution, "interrupt")
    checks.equal(checks.read(execution).pipeline_execution_summary.status, "Discontinuing", "status after it")
    waiting = checks.start("intervention")
    checks.wait(waiting, {"InterventionWaiting"})
    nodes = checks.read(waiting, render_full_bottom_graph=True).execution_graph.node_map.values()
    step = next(node.uuid for node in nodes if node.identifier == "wait_for_it")
    checks.execute.handle_stage_interrupt(account, org, project, "UserMarkedFailure", waiting, step)
    checks.equal(checks.wait(waiting).status, "Failed", "end after a step was marked as failed")
    checks.refused(
        400,
        lambda: checks.execute.put_handle_interrupt(account, org, project, "AbortAll", waiting),
        "an abort of what has ended",
    )
    running = checks.start("approval-forever")
    checks.wait(running, {"ApprovalWaiting"})
    nodes = checks.read(running, render_full_bottom_graph=True).execution_graph.node_map.values()
    step = next(node.uuid for node in nodes if node.identifier == "approve")
    checks.execute.handle_stage_interrupt(account, org, project, "AbortAll", running, step)
    summary = checks.wait(running)
    checks.equal((summary.status, summary.aborted_by.user_name), ("Aborted", "Release Bot"), "end after a step was aborted")
    busy = checks.start("busy-abort")
    for _ in range(2):
        checks.refused(
            400, lambda: checks.execute.put_handle_interrupt(account, org, project, "AbortAll", busy), "an abort while busy"
        )
    checks.execute.put_handle_interrupt(account, org, project, "AbortAll", busy)
    checks.equal(checks.wait(busy).status, "Aborted", "end after the third abort")
    failed = checks.start("red")
    checks.equal(checks.wait(failed).status, "Failed", "end of red")
    checks.execute.retry_pipeline(account, org, project, failed, ["deploy"], "red", body="")
    history = checks.execute.retry_history(account, org, project, "red", failed).data
    checks.equal(checks.wait(history.latest_execution_id).status, "Success", "end of the retry")
    v1 = harness.PipelineExecutionApi(checks.client)
    body = harness.PipelineExecuteRequestBody(inputs_yaml="")
    started = v1.execute_pipeline(ORG, PROJECT, "green", body=body).execution_details
    checks.equal(checks.wait(started.execution_id).status, "Success", "end of a start by the newer API")


def reads_logs(checks):
    failed = checks.start("red")
    checks.wait(failed)
    nodes = checks.read(failed, render_full_bottom_graph=True).execution_graph.node_map.values()
    step = next(node for node in nodes if node.identifier == "rollout")
    key = f"{step.log_base_key}-commandUnit:Wait for Steady State"
    account = checks.where["account"]
    query = urlencode({"accountID": account, "key": key})
    status, blob = checks.request("GET", f"/gateway/log-service/blob?{query}")
    checks.equal((status, len(blob.splitlines())), (200, 5), "log")
    prefix = urlencode({"accountID": account, "prefix": step.log_base_key})
    for wanted in ("queued", "success"):
        _, answer = checks.request("POST", f"/gateway/log-service/blob/download?{prefix}")
        checks.equal(json.loads(answer)["status"], wanted, "archive")
    archive = urllib3.request("GET", json.loads(answer)["link"])
    with zipfile.ZipFile(io.BytesIO(archive.data)) as files:
        checks.equal(files.testzip(), None, "checksums of the archive")
        checks.equal(files.read(key), blob, "log in the archive")


def approves(checks):
    account = checks.where["account"]
    execution = checks.start("approval-forever")
    checks.wait(execution, {"ApprovalWaiting"})
    _, answer = checks.request("GET", f"/v1/orgs/{ORG}/projects/{PROJECT}/approvals/execution/{execution}?approval_status=WAITING")
    approval = json.loads(answer)[0]["id"]
    path = f"/pipeline/api/approvals/{approval}/harness"
    _, answer = checks.request("GET", f"{path}/authorization?accountIdentifier={account}")
    checks.equal(json.loads(answer)["data"]["authorized"], True, "authorization")
    body = {"action": "APPROVE", "comments": "by a generated client", "approverInputs": []}
    status, _ = checks.request("POST", f"{path}/activity?accountIdentifier={account}", body, checks.where["sat"])
    checks.equal(status, 400, "approval by a service account")
    status, answer = checks.request("POST", f"{path}/activity?accountIdentifier={account}", body)
    checks.equal((status, json.loads(answer)["data"]["status"]), (200, "APPROVED"), "approval")
    checks.equal(checks.wait(execution).status, "Success", "end after the approval")


def refuses_approvals(checks):
    account = checks.where["account"]
    execution = checks.start("approval-foreign")
    checks.wait(execution, {"ApprovalWaiting"})
    where = f"/v1/orgs/{ORG}/projects/{PROJECT}/approvals/execution/{execution}"
    status, _ = checks.request("GET", where, key=checks.where["sat"])
    checks.equal(status, 400, "approvals read by a service account")
    _, answer = checks.request("GET", where)
    approval = json.loads(answer)[0]["id"]
    path = f"/pipeline/api/approvals/{approval}"
    _, answer = checks.request("GET", f"{path}/harness/authorization?accountIdentifier={account}")
    found = json.loads(answer)["data"]
    checks.equal((found["authorized"], "change_board" in found["reason"]), (False, True), "reason of an objection")
    body = {"action": "APPROVE", "comments": "", "approverInputs": []}
    status, answer = checks.request("POST", f"{path}/harness/activity?accountIdentifier={account}", body)
    said = "User not authorized to approve/reject" in json.loads(answer)["message"]
    checks.equal((status, said), (400, True), "decision of a user who may not")
    status, _ = checks.request("POST", where, {"action": "REJECT", "comments": "", "approver_inputs": []})
    checks.equal(status, 400, "the same by the execution")
    _, answer = checks.request("GET", f"{path}?accountIdentifier={account}")
    checks.equal(json.loads(answer)["data"]["status"], "WAITING", "approval after it")


def shows_locks(checks):
    """The lock is held for a tenth of a second only: several executions are tried until one is seen in time."""
    users, execution = [], ""
    for _ in range(20):
        execution = checks.start("locked")
        nodes = checks.read(execution, render_full_bottom_graph=True).execution_graph.node_map.values()
        queue = next((node for node in nodes if node.status == "ResourceWaiting" and node.identifier.startswith("rc-")), None)
        if queue:
            unit = queue.step_parameters["spec"]["resourceUnit"]
            query = urlencode({"accountId": checks.where["account"], "resourceUnit": unit})
            _, answer = checks.request("GET", f"/pipeline/api/resource-constraints/executionInfo?{query}")
            users = json.loads(answer)["data"]["resourceConstraints"]
        if execution in {each["planExecutionId"] for each in users}:
            break
    checks.equal((users[0]["state"], users[-1]["state"]), ("ACTIVE", "BLOCKED"), "holder of a lock, and who waits")
    checks.equal(users[-1]["planExecutionId"], execution, "who waits for the lock")


def rolls_back(checks):
    account, org, project = checks.scope
    asked = harness.RollbackRequestDTO(
        service_identifier="web", env_identifier="prod", infra_identifier="k8s", environment_type="Production"
    )
    where = {"org_identifier": org, "project_identifier": project}
    answer = harness.RollbackApi(checks.client).trigger_rollback_v2(asked, account, **where).data
    checks.equal(answer.is_rollback_triggered, True, "rollback")
    checks.equal(checks.wait(answer.plan_execution_id).execution_mode, "POST_EXECUTION_ROLLBACK", "mode of the rollback")


def hears_of_webhooks(checks):
    account, org, project = checks.scope
    webhooks = harness.WebhookTriggersApi(checks.client)
    answer = webhooks.process_custom_webhook_event_v3(
        "{}", account, org, project, "any-token", pipeline_identifier="green", trigger_identifier="from_github"
    )
    event = answer.data.event_correlation_id
    for _ in range(200):
        details = webhooks.fetch_webhook_execution_details_v2(event, account).data
        if details.webhook_processing_details.status == "TARGET_EXECUTION_REQUESTED":
            break
        time.sleep(0.02)
    checks.equal(details.webhook_processing_details.pipeline_execution_id is not None, True, "execution of the event")


def main():
    server = subprocess.Popen(["node", str(SERVE)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        checks = Checks(json.loads(server.stdout.readline()))
        for part in (
            starts_and_follows,
            lists,
            lists_by_filters,
            starts_in_every_way,
            interrupts_and_retries,
            reads_logs,
            approves,
            refuses_approvals,
            shows_locks,
            rolls_back,
            hears_of_webhooks,
            parses_every_scenario,
        ):
            before = checks.count
            part(checks)
            print(f"{part.__name__}: {checks.count - before} checks")
    finally:
        server.stdin.close()
        server.wait(10)


main()
