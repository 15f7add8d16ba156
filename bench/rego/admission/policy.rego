package admission

import data.admission.images
import data.admission.lib

violations contains v if some v in images.violations

violations contains v if some v in data.admission.security.violations

violations contains v if some v in data.admission.metadata.violations

violations contains v if some v in data.admission.resources.violations

response := {
	"uid": input.request.uid,
	"allowed": count(violations) == 0,
	"messages": sort(violations),
	"kind": lib.kind,
}
