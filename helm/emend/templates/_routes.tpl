{{/* Host names of a function at the interceptor, as JSON: (dict "root" . "name" "…-wake"). */}}
{{- define "emend.hosts" -}}
{{- $v := .root.Values -}}
{{- $in := printf "%s.%s" .name .root.Release.Namespace -}}
{{- $hosts := concat (list .name $in (printf "%s.svc" $in) (printf "%s.svc.cluster.local" $in)) $v.keda.hosts -}}
{{- if $v.ingress.enabled -}}
{{- $hosts = append $hosts $v.ingress.host -}}
{{- end -}}
{{- if $v.gateway.enabled -}}
{{- $hosts = concat $hosts $v.gateway.hosts -}}
{{- end -}}
{{- $hosts | uniq | toJson -}}
{{- end -}}

{{/* Paths and their Services, longest first, as JSON. Knative has its own routes. */}}
{{- define "emend.routes" -}}
{{- $routes := list -}}
{{- if .Values.admin.enabled -}}
{{- $routes = append $routes (dict "path" "/admin" "service" (include "emend.serviceName" (dict "root" . "component" "admin")) "keda" false) -}}
{{- end -}}
{{- $paths := dict "correction" (list "/v1/corrections") "inference" (list "/q/openapi" "/v1") -}}
{{- range list "correction" "inference" -}}
{{- $scaler := include "emend.scaler" (dict "root" $ "function" .) -}}
{{- if and (index $.Values .).enabled (ne $scaler "knative") -}}
{{- $service := include "emend.serviceName" (dict "root" $ "component" .) -}}
{{- if eq $scaler "keda" -}}
{{- $service = printf "%s-%s-wake" (include "emend.fullname" $) . -}}
{{- end -}}
{{- range get $paths . -}}
{{- $routes = append $routes (dict "path" . "service" $service "keda" (eq $scaler "keda")) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- $routes | toJson -}}
{{- end -}}
