# METADATA
# title: Encryption keys must be rotated
# description: >-
#   A key that is never rotated encrypts everything there will ever be; once out, it opens all of
#   it.
# custom:
#   id: google-kms-rotation
#   severity: low
#   scope: resource
#   resource_types: [google_kms_crypto_key]
#   remediation: >-
#     Set rotation_period to at most 31536000s.
#   controls:
#     nist-800-53-r5: ["SC-12"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.24"]
#     pci-dss-4: ["3.7.4"]
package turnpike.baseline.google.kms_rotation

rotated if {
	period := input.after.rotation_period
	to_number(trim_suffix(period, "s")) <= 31622400
}

asymmetric if input.after.purpose in {"ASYMMETRIC_SIGN", "ASYMMETRIC_DECRYPT", "MAC"}

deny contains {"msg": "the key is not rotated at least once a year", "path": ["rotation_period"]} if {
	input.after
	not asymmetric
	not rotated
}
