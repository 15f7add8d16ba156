package admission.images

import data.admission.lib

allowed_registries := {"registry.example.com/", "mirror.example.com/"}

violations contains sprintf("%s: registry is not allowed (%s)", [c.name, c.image]) if {
	some c in lib.containers
	not from_allowed(c.image)
}

from_allowed(image) if {
	some prefix in allowed_registries
	startswith(image, prefix)
}

violations contains sprintf("%s: tag latest", [c.name]) if {
	some c in lib.containers
	endswith(c.image, ":latest")
}

violations contains sprintf("%s: no tag", [c.name]) if {
	some c in lib.containers
	not contains(c.image, ":")
}

violations contains sprintf("%s: pull policy", [c.name]) if {
	some c in lib.containers
	object.get(c, "imagePullPolicy", "IfNotPresent") != "Always"
	endswith(c.image, ":latest")
}
