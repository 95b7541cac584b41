{{/*
Name of the Service of a component's pods: (dict "root" . "component" "admin"). Knative creates a Service
named like each function, and a release may switch to Knative and back, so this chart's Services need
other names.
*/}}
{{- define "emend.serviceName" -}}
{{- $name := printf "%s-%s" (include "emend.fullname" .root) .component -}}
{{- ternary $name (printf "%s-pods" $name) (eq .component "admin") -}}
{{- end -}}

{{/* The Service of a component's pods: (dict "root" . "component" "admin"). */}}
{{- define "emend.service" }}
---
apiVersion: v1
kind: Service
metadata:
  name: {{ include "emend.serviceName" . }}
  labels:
    {{- include "emend.labels" . | nindent 4 }}
spec:
  ports:
    - name: http
      port: {{ int64 .root.Values.service.port }}
      targetPort: http
      appProtocol: http
  selector:
    {{- include "emend.selectorLabels" . | nindent 4 }}
{{- end }}
