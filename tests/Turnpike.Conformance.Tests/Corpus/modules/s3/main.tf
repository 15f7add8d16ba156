variable "bucket" { type = string }

variable "versioned" {
  type    = bool
  default = true
}

variable "lifecycle_rules" {
  type    = any
  default = []
}

variable "kms_key" {
  type    = string
  default = null
}

variable "cors" {
  type = list(object({
    origins = list(string)
    methods = optional(list(string), ["GET"])
    max_age = optional(number)
  }))
  default = []
}

variable "deny_plain_http" {
  type    = bool
  default = true
}

resource "aws_s3_bucket" "this" {
  bucket        = var.bucket
  force_destroy = false
}

resource "aws_s3_bucket_versioning" "this" {
  bucket = aws_s3_bucket.this.id

  versioning_configuration {
    status = var.versioned ? "Enabled" : "Suspended"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  bucket = aws_s3_bucket.this.id

  rule {
    bucket_key_enabled = var.kms_key != null

    apply_server_side_encryption_by_default {
      sse_algorithm     = var.kms_key == null ? "AES256" : "aws:kms"
      kms_master_key_id = var.kms_key
    }
  }
}

resource "aws_s3_bucket_public_access_block" "this" {
  bucket                  = aws_s3_bucket.this.bucket
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_lifecycle_configuration" "this" {
  count  = length(var.lifecycle_rules) > 0 ? 1 : 0
  bucket = aws_s3_bucket_versioning.this.bucket

  dynamic "rule" {
    for_each = var.lifecycle_rules

    content {
      id     = try(rule.value.id, "rule-${rule.key}")
      status = try(rule.value.enabled, true) ? "Enabled" : "Disabled"

      filter {
        prefix = try(rule.value.prefix, "")
      }

      dynamic "expiration" {
        for_each = try([rule.value.expire_days], [])

        content {
          days = expiration.value
        }
      }

      dynamic "transition" {
        for_each = try(rule.value.transitions, [])
        iterator = step

        content {
          days          = step.value.days
          storage_class = step.value.class
        }
      }

      dynamic "noncurrent_version_expiration" {
        for_each = try(flatten([rule.value.old_versions]), [])

        content {
          noncurrent_days           = try(noncurrent_version_expiration.value.days, 90)
          newer_noncurrent_versions = try(noncurrent_version_expiration.value.keep, null)
        }
      }
    }
  }
}

resource "aws_s3_bucket_cors_configuration" "this" {
  count  = length(var.cors) == 0 ? 0 : 1
  bucket = aws_s3_bucket.this.id

  dynamic "cors_rule" {
    for_each = var.cors

    content {
      allowed_origins = cors_rule.value["origins"]
      allowed_methods = cors_rule.value["methods"]
      max_age_seconds = cors_rule.value["max_age"]
    }
  }
}

data "aws_iam_policy_document" "tls" {
  count = var.deny_plain_http ? 1 : 0

  statement {
    sid       = "TlsOnly"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = ["arn:aws:s3:::${var.bucket}", "arn:aws:s3:::${var.bucket}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

resource "aws_s3_bucket_policy" "tls" {
  count  = var.deny_plain_http ? 1 : 0
  bucket = aws_s3_bucket.this.id
  policy = data.aws_iam_policy_document.tls[0].json

  depends_on = [aws_s3_bucket_public_access_block.this]
}

output "arn" { value = aws_s3_bucket.this.arn }
output "name" { value = aws_s3_bucket.this.bucket }
output "rule_ids" { value = flatten(aws_s3_bucket_lifecycle_configuration.this[*].rule[*].id) }
