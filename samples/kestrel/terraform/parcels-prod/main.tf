# Account 2200, eu-west-1: the parcel-tracking product. Owned by the parcels team.
terraform {
  required_version = ">= 1.5"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }
}

provider "aws" {
  region = "eu-west-1"
  default_tags {
    tags = {
      owner         = "parcels"
      environment   = "prod"
      "cost-centre" = "2200"
    }
  }
}

variable "vpc_id" {
  type    = string
  default = "vpc-45b234d4be87df401"
}

variable "db_password" {
  type      = string
  sensitive = true
}

resource "aws_kms_key" "data" {
  description             = "Customer data of the parcels product"
  enable_key_rotation     = true
  deletion_window_in_days = 30
}

# Labels and proofs of delivery: personal data, kept seven years.
resource "aws_s3_bucket" "proofs" {
  bucket = "kestrel-parcels-proofs"
}

resource "aws_s3_bucket_versioning" "proofs" {
  bucket = aws_s3_bucket.proofs.id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "proofs" {
  bucket = aws_s3_bucket.proofs.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.data.arn
    }
    bucket_key_enabled = true
  }
}

resource "aws_s3_bucket_public_access_block" "proofs" {
  bucket                  = aws_s3_bucket.proofs.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_security_group" "api" {
  name        = "parcels-api"
  description = "Tracking API"
  vpc_id      = var.vpc_id

  egress {
    description = "Inside the network only"
    from_port   = 0
    to_port     = 65535
    protocol    = "tcp"
    cidr_blocks = ["10.20.0.0/16"]
  }

  ingress {
    description = "HTTPS from the load balancer"
    from_port   = 8443
    to_port     = 8443
    protocol    = "tcp"
    cidr_blocks = ["10.20.0.0/16"]
  }

  ingress {
    description = "Temporary: vendor support session"
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "db" {
  name        = "parcels-db"
  description = "Tracking database"
  vpc_id      = var.vpc_id

  egress {
    description = "Replication inside the network"
    from_port   = 5432
    to_port     = 5432
    protocol    = "tcp"
    cidr_blocks = ["10.20.0.0/16"]
  }
}

resource "aws_vpc_security_group_ingress_rule" "db_from_api" {
  security_group_id            = aws_security_group.db.id
  referenced_security_group_id = aws_security_group.api.id
  from_port                    = 5432
  to_port                      = 5432
  ip_protocol                  = "tcp"
}

resource "aws_db_instance" "tracking" {
  identifier                      = "parcels-tracking"
  engine                          = "postgres"
  engine_version                  = "15.7"
  instance_class                  = "db.r6g.large"
  allocated_storage               = 200
  db_name                         = "tracking"
  username                        = "tracking"
  password                        = var.db_password
  storage_encrypted               = true
  kms_key_id                      = aws_kms_key.data.arn
  multi_az                        = true
  backup_retention_period         = 14
  deletion_protection             = false
  copy_tags_to_snapshot           = true
  final_snapshot_identifier       = "parcels-tracking-final"
  vpc_security_group_ids          = [aws_security_group.db.id]
  enabled_cloudwatch_logs_exports = ["postgresql"]
}

resource "aws_dynamodb_table" "scans" {
  name         = "parcel-scans"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "parcel_id"
  range_key    = "at"
  attribute {
    name = "parcel_id"
    type = "S"
  }
  attribute {
    name = "at"
    type = "N"
  }
  point_in_time_recovery {
    enabled = true
  }
}

data "aws_iam_policy_document" "api" {
  statement {
    actions   = ["dynamodb:*", "s3:*"]
    resources = ["*"]
  }
}

data "aws_iam_policy_document" "api_trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "api" {
  name               = "parcels-api"
  assume_role_policy = data.aws_iam_policy_document.api_trust.json
}

resource "aws_iam_role_policy" "api" {
  name   = "scans"
  role   = aws_iam_role.api.id
  policy = data.aws_iam_policy_document.api.json
}

resource "aws_cloudwatch_log_group" "api" {
  name              = "/ecs/parcels-api"
  retention_in_days = 90
}

# New in this change: exports for the customer-insights vendor.
resource "aws_s3_bucket" "exports" {
  bucket = "kestrel-parcels-exports"
}

data "aws_iam_policy_document" "exports" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["${aws_s3_bucket.exports.arn}/*"]
    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
  }
}

resource "aws_s3_bucket_public_access_block" "exports" {
  bucket                  = aws_s3_bucket.exports.id
  block_public_acls       = true
  ignore_public_acls      = true
  block_public_policy     = false
  restrict_public_buckets = false
}

resource "aws_s3_bucket_policy" "exports" {
  bucket = aws_s3_bucket.exports.id
  policy = data.aws_iam_policy_document.exports.json
}

resource "aws_instance" "etl" {
  ami                         = "ami-0c1c30571d2dae5c9"
  instance_type               = "m6i.large"
  associate_public_ip_address = true
  tags                        = { Name = "insights-etl" }
}

resource "aws_sqs_queue" "exports" {
  name                      = "insights-exports"
  kms_master_key_id         = aws_kms_key.data.arn
  message_retention_seconds = 345600
}
