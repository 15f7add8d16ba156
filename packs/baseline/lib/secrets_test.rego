package turnpike.baseline.lib.secrets_test

import data.turnpike.baseline.lib.secrets

test_exposed if {
	secrets.exposed("DB_PASSWORD", "correct-horse")
	secrets.exposed("stripeApiKey", "sk_live_1")
	secrets.recognised("export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE")
}

test_not_exposed if {
	not secrets.exposed("DB_PASSWORD", "")
	not secrets.exposed("DB_PASSWORD", "arn:aws:secretsmanager:eu-west-1:111111111111:secret:db")
	not secrets.exposed("DB_PASSWORD_SECRET_ARN", "literal")
	not secrets.exposed("TOKEN_TTL", "3600")
	not secrets.exposed("LOG_LEVEL", "debug")
}
