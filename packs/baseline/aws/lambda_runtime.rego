# METADATA
# title: Lambda function must use a runtime that is still maintained
# description: >-
#   A deprecated runtime gets no security patches; soon functions on it can no longer be
#   changed.
# custom:
#   id: aws-lambda-runtime
#   severity: medium
#   scope: resource
#   resource_types: [aws_lambda_function]
#   remediation: Move to a current version of the runtime.
#   controls:
#     nist-800-53-r5: ["SI-2"]
#     soc2: ["CC7.1"]
#     iso-27001-2022: ["A.8.8"]
#     pci-dss-4: ["6.3.3"]
#   params:
#     deprecated: ["dotnetcore1.0", "dotnetcore2.0", "dotnetcore2.1", "dotnetcore3.1", "dotnet5.0", "dotnet6", "dotnet7", "go1.x", "java8", "nodejs", "nodejs4.3", "nodejs4.3-edge", "nodejs6.10", "nodejs8.10", "nodejs10.x", "nodejs12.x", "nodejs14.x", "nodejs16.x", "nodejs18.x", "python2.7", "python3.6", "python3.7", "python3.8", "ruby2.5", "ruby2.7", "provided"]
package turnpike.baseline.aws.lambda_runtime

deny contains {"msg": msg, "path": ["runtime"]} if {
	input.after.runtime in input.params.deprecated
	msg := sprintf("the runtime %v is no longer maintained", [input.after.runtime])
}
