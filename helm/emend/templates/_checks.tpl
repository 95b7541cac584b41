{{/* Checks beyond the schema. Each message names the values and how to set them. */}}
{{- define "emend.checks" -}}
{{- $v := .Values -}}
{{- if not (include "emend.s3.bucket" .) -}}
{{- fail "s3.bucket is empty: the functions share their images, answers and adapters over a bucket. Name one in s3.bucket, or set trialStore.enabled=true for a trial" -}}
{{- end -}}
{{- if and (or $v.s3.webIdentity.roleArn $v.s3.webIdentity.tokenService) (not $v.s3.webIdentity.audience) -}}
{{- fail "s3.webIdentity.audience is empty, so that there is no token to show: set it to what the token service expects, such as sts.amazonaws.com" -}}
{{- end -}}
{{- if and (eq $v.s3.encryption "kms") (not $v.s3.kmsKey) -}}
{{- fail "s3.encryption is kms, but s3.kmsKey is empty" -}}
{{- end -}}
{{- if not (or $v.access.keys $v.access.oidc.authServerUrl $v.access.anonymous) -}}
{{- fail "nobody may call: name API keys in access.keys, a provider in access.oidc.authServerUrl, or, where the network guards the ports, set access.anonymous=true" -}}
{{- end -}}
{{- if and $v.access.anonymous (or $v.access.keys $v.access.oidc.authServerUrl) -}}
{{- fail "access.anonymous lets everyone in, so that access.keys and access.oidc would guard nothing: set only one of them" -}}
{{- end -}}
{{- if and (hasPrefix "SASL_" $v.kafka.securityProtocol) (not $v.kafka.existingSecret) -}}
{{- fail "kafka.securityProtocol asks for SASL, but kafka.existingSecret names no Secret with username and password" -}}
{{- end -}}
{{- if and (hasPrefix "cuda" $v.engine.device) (not $v.image.tag) (not $v.image.digest) -}}
{{- fail "engine.device is a GPU, and the default image has libtorch for CPUs: set image.tag to that of the cuda image, such as 0.1.0-cuda" -}}
{{- end -}}
{{- if and (hasPrefix "cuda" $v.engine.device) $v.admin.enabled (not $v.job.memory) -}}
{{- fail "engine.device is a GPU: say in job.memory how much memory the GPU of a training run has, such as 80G, so that a job that does not fit is refused before it starts" -}}
{{- end -}}
{{- if not (regexMatch "^[1-9][0-9]*[KMGT]i?$" ($v.job.memory | default $v.job.resources.limits.memory | toString)) -}}
{{- fail "job.resources.limits.memory is no whole number of Mi or Gi, so that job.memory has to say with how much a run is planned, such as 6G" -}}
{{- end -}}
{{- include "emend.checkEngine" . -}}
{{- if lt (int $v.engine.slots) (int $v.engine.batch) -}}
{{- fail "engine.slots is less than engine.batch: each request of a batch needs a slot" -}}
{{- end -}}
{{- if not (or $v.inference.enabled $v.correction.enabled $v.admin.enabled) -}}
{{- fail "inference.enabled, correction.enabled and admin.enabled are all false: nothing is left to deploy" -}}
{{- end -}}
{{- range include "emend.functions" . | fromJsonArray -}}
{{- include "emend.checkFunction" (dict "root" $ "function" .) -}}
{{- end -}}
{{- include "emend.checkRoutes" . -}}
{{- include "emend.checkStore" . -}}
{{- end -}}

{{- define "emend.checkEngine" -}}
{{- $engine := .Values.engine -}}
{{- if and (eq $engine.kind "vllm") (not (include "emend.vllm.model" .)) -}}
{{- fail (printf "engine.kind is vllm, which cannot load engine.model=%s: name the same checkpoint in engine.vllm.model, as ORG/NAME of a hub or as a directory under /models (models.existingClaim)" $engine.model) -}}
{{- end -}}
{{- range $engine.vllm.args -}}
{{- if regexMatch "^--(model|served-model-name|host|port|dtype|max-model-len|revision|api-key|uds)([= ]|$)" . -}}
{{- fail (printf "engine.vllm.args has %s, which the chart sets by other values or must not be set: take it out" .) -}}
{{- end -}}
{{- end -}}
{{- if and (eq $engine.kind "external") (not $engine.external.url) -}}
{{- fail "engine.kind is external, but engine.external.url is empty: set it to where the server's API begins, such as http://vllm.models.svc:8000/v1" -}}
{{- end -}}
{{- end -}}

{{- define "emend.checkFunction" -}}
{{- $v := .root.Values -}}
{{- $function := index $v .function -}}
{{- $scaler := include "emend.scaler" . -}}
{{- if gt (int $function.minScale) (int $function.maxScale) -}}
{{- fail (printf "%s.minScale is more than %s.maxScale" .function .function) -}}
{{- end -}}
{{- if and (eq $v.engine.kind "embedded") (hasPrefix "cuda" $v.engine.device) (not (regexMatch "[a-z.]+/[a-z.-]*gpu" (keys $function.resources.limits | join " "))) -}}
{{- fail (printf "engine.device is %s, but %s.resources.limits asks for no GPU: add nvidia.com/gpu: 1" $v.engine.device .function) -}}
{{- end -}}
{{- if eq $scaler "knative" -}}
{{- if lt (int $v.knative.timeoutSeconds) (int (include "emend.graceSeconds" .root)) -}}
{{- fail (printf "knative.timeoutSeconds is also the time in which a pod ends, and has to be at least twice engine.deadlineSeconds and 22 more, %s" (include "emend.graceSeconds" .root)) -}}
{{- end -}}
{{- if and (eq .function "correction") $v.kafka.bootstrapServers (lt (int $function.minScale) 1) -}}
{{- fail "with Kafka, the correction function reads a topic, for which Knative wakes no pod: set correction.autoscaler=keda (its lag wakes pods), correction.autoscaler=none, or correction.minScale=1" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "emend.checkRoutes" -}}
{{- $v := .Values -}}
{{- if and $v.ingress.enabled (not $v.ingress.host) -}}
{{- fail "ingress.enabled is true, but ingress.host is empty" -}}
{{- end -}}
{{- if and $v.gateway.enabled (not $v.gateway.parents) -}}
{{- fail "gateway.enabled is true, but gateway.parents names no Gateway" -}}
{{- end -}}
{{- if and (or $v.ingress.enabled $v.gateway.enabled) (not (include "emend.routes" . | fromJsonArray)) -}}
{{- fail "an Ingress or HTTPRoute is asked for, but Knative itself routes to all functions there are, see knative.visibility" -}}
{{- end -}}
{{- end -}}

{{/* Changes to an existing StatefulSet that the API server would reject. */}}
{{- define "emend.checkStore" -}}
{{- $store := .Values.trialStore -}}
{{- $name := include "emend.store.name" . -}}
{{- $there := dict -}}
{{- if and $store.enabled .Release.IsUpgrade -}}
{{- $there = lookup "apps/v1" "StatefulSet" .Release.Namespace $name -}}
{{- end -}}
{{- if $there -}}
{{- $claims := $there.spec.volumeClaimTemplates | default list -}}
{{- $changed := ternary "" "persistent" (eq $store.persistent (not (empty $claims))) -}}
{{- if and $claims (not $changed) -}}
{{- $claim := (first $claims).spec -}}
{{- if ne (include "emend.mebibytes" $store.size) (include "emend.mebibytes" $claim.resources.requests.storage) -}}
{{- $changed = "size" -}}
{{- else if ne $store.storageClassName ($claim.storageClassName | default "") -}}
{{- $changed = "storageClassName" -}}
{{- end -}}
{{- end -}}
{{- if $changed -}}
{{- fail (printf "trialStore.%s cannot be changed by an upgrade, since a StatefulSet keeps the claims that it began with: take back the change, or delete it without its pod and its data (kubectl -n %s delete statefulset %s --cascade=orphan) and upgrade again; a claim that is there (data-%s-0) is kept as it is, and grown with kubectl where its StorageClass lets it" $changed .Release.Namespace $name $name) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* A storage quantity, such as 10Gi, in Mi: the API server normalizes 1024Mi to 1Gi. */}}
{{- define "emend.mebibytes" -}}
{{- mul (regexFind "^[0-9]+" .) (get (dict "Mi" 1 "Gi" 1024 "Ti" 1048576) (regexFind "[MGT]i$" .)) -}}
{{- end -}}
