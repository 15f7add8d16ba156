package turnpike.baseline.lib.iam_test

import data.turnpike.baseline.lib.iam

test_statements_of_text_object_and_nothing if {
	iam.statements(`{"Statement": {"Effect": "Allow"}}`) == [{"Effect": "Allow"}]
	iam.statements({"Statement": [{"Effect": "Deny"}]}) == [{"Effect": "Deny"}]
	not iam.statements("")
	not iam.statements(null)
}

test_public if {
	iam.public({"Effect": "Allow", "Principal": "*"})
	iam.public({"Effect": "Allow", "Principal": {"AWS": ["*", "arn:aws:iam::111111111111:root"]}})
	iam.public({"Effect": "Allow", "Principal": "*", "Condition": {"Bool": {"aws:SecureTransport": "true"}}})
	iam.public({"Effect": "Allow", "Principal": "*", "Condition": {"IpAddress": {"aws:SourceIp": ["0.0.0.0/0"]}}})
	iam.public({"Effect": "Allow", "Principal": "*", "Condition": {"StringNotEquals": {"aws:PrincipalOrgID": "o-1"}}})
	not iam.public({"Effect": "Deny", "Principal": "*"})
	not iam.public({"Effect": "Allow", "Principal": {"Service": "s3.amazonaws.com"}})
	not iam.public({"Effect": "Allow", "Principal": "*", "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-1"}}})
}

test_admin if {
	iam.admin({"Effect": "Allow", "Action": "*", "Resource": "*"})
	iam.admin({"Effect": "Allow", "NotAction": ["iam:*"], "Resource": ["*"]})
	not iam.admin({"Effect": "Deny", "NotAction": ["iam:*"], "Resource": ["*"]})
	not iam.admin({"Effect": "Allow", "Action": "*", "Resource": "arn:aws:s3:::a"})
	not iam.admin({"Effect": "Allow", "Action": "s3:*", "Resource": "*"})
}

test_admin_policy if {
	iam.admin_policy("arn:aws:iam::aws:policy/AdministratorAccess")
	iam.admin_policy("arn:aws-cn:iam::aws:policy/IAMFullAccess")
	not iam.admin_policy("arn:aws:iam::aws:policy/ReadOnlyAccess")
	not iam.admin_policy("arn:aws:iam::111111111111:policy/AdministratorAccess")
}
