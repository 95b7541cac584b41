{{/* In-cluster URL of a function, scaled to zero or not: (dict "root" . "function" "inference"). */}}
{{- define "emend.url" -}}
{{- $name := printf "%s-%s" (include "emend.fullname" .root) .function -}}
{{- $namespace := .root.Release.Namespace -}}
{{- $scaler := include "emend.scaler" . -}}
{{- if eq $scaler "knative" -}}
{{- printf "http://%s.%s.svc" $name $namespace -}}
{{- else if eq $scaler "keda" -}}
{{- printf "http://%s-wake.%s.svc:%v" $name $namespace .root.Values.keda.interceptorPort -}}
{{- else -}}
{{- printf "http://%s.%s.svc:%v" (include "emend.serviceName" (dict "root" .root "component" .function)) $namespace .root.Values.service.port -}}
{{- end -}}
{{- end -}}
