module "logs" {
  source = "../../../modules/s3"
  bucket = "example-logs-4711"

  lifecycle_rules = [
    { id = "all", expire_days = 400, transitions = [{ days = 30, class = "STANDARD_IA" }, { days = 90, class = "GLACIER" }] },
    { prefix = "tmp/", expire_days = 7, enabled = false },
    { id = "versions", old_versions = { keep = 3 } },
  ]
}

module "site" {
  source          = "../../../modules/s3"
  bucket          = "example-site-4711"
  versioned       = false
  deny_plain_http = false
  kms_key         = "arn:aws:kms:eu-central-1:123456789012:alias/site"

  cors = [
    { origins = ["https://example.org"], max_age = 600 },
    { origins = ["*"], methods = ["GET", "HEAD"] },
  ]
}

output "rule_ids" { value = module.logs.rule_ids }
output "names" { value = { for bucket in [module.logs, module.site] : bucket.name => length(bucket.rule_ids) } }
