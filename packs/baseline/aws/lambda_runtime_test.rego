package turnpike.baseline.aws.lambda_runtime_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.lambda_runtime as rule

test_fail_old if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.with_params(testing.create({"runtime": "python3.7"}), {"deprecated": ["dotnetcore1.0", "dotnetcore2.0", "dotnetcore2.1", "dotnetcore3.1", "dotnet5.0", "dotnet6", "dotnet7", "go1.x", "java8", "nodejs", "nodejs4.3", "nodejs4.3-edge", "nodejs6.10", "nodejs8.10", "nodejs10.x", "nodejs12.x", "nodejs14.x", "nodejs16.x", "nodejs18.x", "python2.7", "python3.6", "python3.7", "python3.8", "ruby2.5", "ruby2.7", "provided"]})
}

test_pass_current if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.with_params(testing.create({"runtime": "python3.13"}), {"deprecated": ["dotnetcore1.0", "dotnetcore2.0", "dotnetcore2.1", "dotnetcore3.1", "dotnet5.0", "dotnet6", "dotnet7", "go1.x", "java8", "nodejs", "nodejs4.3", "nodejs4.3-edge", "nodejs6.10", "nodejs8.10", "nodejs10.x", "nodejs12.x", "nodejs14.x", "nodejs16.x", "nodejs18.x", "python2.7", "python3.6", "python3.7", "python3.8", "ruby2.5", "ruby2.7", "provided"]})
}

test_pass_image if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.with_params(testing.create({"runtime": null}), {"deprecated": ["dotnetcore1.0", "dotnetcore2.0", "dotnetcore2.1", "dotnetcore3.1", "dotnet5.0", "dotnet6", "dotnet7", "go1.x", "java8", "nodejs", "nodejs4.3", "nodejs4.3-edge", "nodejs6.10", "nodejs8.10", "nodejs10.x", "nodejs12.x", "nodejs14.x", "nodejs16.x", "nodejs18.x", "python2.7", "python3.6", "python3.7", "python3.8", "ruby2.5", "ruby2.7", "provided"]})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.with_params(testing.create({"runtime": turnpike.unknown("x")}), {"deprecated": ["dotnetcore1.0", "dotnetcore2.0", "dotnetcore2.1", "dotnetcore3.1", "dotnet5.0", "dotnet6", "dotnet7", "go1.x", "java8", "nodejs", "nodejs4.3", "nodejs4.3-edge", "nodejs6.10", "nodejs8.10", "nodejs10.x", "nodejs12.x", "nodejs14.x", "nodejs16.x", "nodejs18.x", "python2.7", "python3.6", "python3.7", "python3.8", "ruby2.5", "ruby2.7", "provided"]})
}
