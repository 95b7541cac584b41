{{/* Egress ports of a component, as JSON: (dict "root" . "component" "admin"). */}}
{{- define "emend.egressPorts" -}}
{{- $v := .root.Values -}}
{{- $ports := append $v.networkPolicy.egressPorts (include "emend.s3.endpoint" .root | include "emend.port") -}}
{{- with $v.s3.webIdentity.tokenService -}}
{{- $ports = append $ports (include "emend.port" .) -}}
{{- end -}}
{{- if eq $v.engine.kind "external" -}}
{{- $ports = append $ports ($v.engine.external.url | include "emend.port") -}}
{{- end -}}
{{- if ne .component "job" -}}
{{- range compact (splitList "," $v.kafka.bootstrapServers) -}}
{{- $ports = append $ports (regexFind "[0-9]+$" .) -}}
{{- end -}}
{{- with $v.access.oidc.authServerUrl -}}
{{- $ports = append $ports (include "emend.port" .) -}}
{{- end -}}
{{- end -}}
{{- if eq .component "admin" -}}
{{- $ports = concat $ports $v.networkPolicy.apiServerPorts -}}
{{- end -}}
{{- $numbers := list -}}
{{- range $ports -}}
{{- $numbers = append $numbers (int .) -}}
{{- end -}}
{{- $numbers | uniq | toJson -}}
{{- end -}}
