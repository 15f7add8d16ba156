# What hangs on something else, the ids of which Terraform makes up; and enough of everything.
variable "scale" {
  type    = number
  default = 10
}

# Rules and routes written each by itself

resource "aws_security_group" "apart" {
  name        = "apart"
  description = "apart"
  vpc_id      = aws_vpc.main.id
}

resource "aws_security_group_rule" "apart_https" {
  type              = "ingress"
  security_group_id = aws_security_group.apart.id
  protocol          = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_blocks       = ["10.0.0.0/8", "192.0.2.0/24"]
}

resource "aws_security_group_rule" "apart_from_web" {
  type                     = "ingress"
  security_group_id        = aws_security_group.apart.id
  protocol                 = "tcp"
  from_port                = 9000
  to_port                  = 9000
  source_security_group_id = aws_security_group.web.id
}

resource "aws_security_group_rule" "apart_all" {
  type              = "egress"
  security_group_id = aws_security_group.apart.id
  protocol          = "-1"
  from_port         = 0
  to_port           = 0
  cidr_blocks       = ["0.0.0.0/0"]
}

resource "aws_route_table" "private" {
  vpc_id = aws_vpc.main.id
}

resource "aws_route" "private_out" {
  route_table_id         = aws_route_table.private.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.main.id
}

resource "aws_route_table_association" "b" {
  subnet_id      = aws_subnet.b.id
  route_table_id = aws_route_table.private.id
}

resource "aws_default_security_group" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_default_route_table" "main" {
  default_route_table_id = aws_vpc.main.default_route_table_id
}

resource "aws_default_network_acl" "peer" {
  default_network_acl_id = aws_vpc.peer.default_network_acl_id
}

resource "aws_network_acl_rule" "main" {
  network_acl_id = aws_network_acl.main.id
  rule_number    = 200
  protocol       = "tcp"
  rule_action    = "allow"
  cidr_block     = "10.1.0.0/16"
  from_port      = 22
  to_port        = 22
}

resource "aws_lb_target_group_attachment" "web" {
  count            = 2
  target_group_arn = aws_lb_target_group.web.arn
  target_id        = aws_instance.web[count.index].id
  port             = 80
}

resource "aws_lb_listener_rule" "web" {
  listener_arn = aws_lb_listener.web.arn
  priority     = 10
  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web.arn
  }
  condition {
    path_pattern {
      values = ["/api/*"]
    }
  }
}

resource "aws_eip" "web" {
  domain = "vpc"
}

resource "aws_eip_association" "web" {
  allocation_id = aws_eip.web.id
  instance_id   = aws_instance.web[1].id
}

# Identity

resource "aws_iam_user_policy_attachment" "ops" {
  user       = aws_iam_user.ops.name
  policy_arn = aws_iam_policy.read.arn
}

resource "aws_iam_group_policy_attachment" "ops" {
  group      = aws_iam_group.ops.name
  policy_arn = aws_iam_policy.read.arn
}

resource "aws_iam_user_policy" "ops" {
  name   = "inline"
  user   = aws_iam_user.ops.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sqs:ListQueues", Resource = "*" }] })
}

resource "aws_iam_openid_connect_provider" "ci" {
  url             = "https://token.actions.example.com"
  client_id_list  = ["sts.amazonaws.com"]
  thumbprint_list = ["6938fd4d98bab03faadb97b34396831e3780aea1"]
}

# Policies of things, each by itself

resource "aws_sns_topic_policy" "main" {
  arn    = aws_sns_topic.main.arn
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Sid = "s", Effect = "Allow", Principal = { Service = "events.amazonaws.com" }, Action = "sns:Publish", Resource = "arn:aws:sns:eu-west-1:123456789012:main" }] })
}

resource "aws_sqs_queue_policy" "main" {
  queue_url = aws_sqs_queue.main.id
  policy    = jsonencode({ Version = "2012-10-17", Statement = [{ Sid = "s", Effect = "Allow", Principal = { Service = "sns.amazonaws.com" }, Action = "sqs:SendMessage", Resource = "arn:aws:sqs:eu-west-1:123456789012:main" }] })
}

resource "aws_lambda_permission" "events" {
  statement_id  = "events"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.work.function_name
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.nightly.arn
}

resource "aws_ecr_repository_policy" "web" {
  repository = aws_ecr_repository.web.name
  policy     = jsonencode({ Version = "2012-10-17", Statement = [{ Sid = "pull", Effect = "Allow", Principal = { AWS = "arn:aws:iam::123456789012:root" }, Action = "ecr:BatchGetImage" }] })
}

resource "aws_ecr_lifecycle_policy" "web" {
  repository = aws_ecr_repository.web.name
  policy     = jsonencode({ rules = [{ rulePriority = 1, description = "old", selection = { tagStatus = "untagged", countType = "sinceImagePushed", countUnit = "days", countNumber = 14 }, action = { type = "expire" } }] })
}

resource "aws_s3_bucket_lifecycle_configuration" "logs" {
  bucket = aws_s3_bucket.logs.id
  rule {
    id     = "old"
    status = "Enabled"
    filter {}
    expiration {
      days = 90
    }
  }
}

resource "aws_cloudwatch_event_bus" "orders" {
  name = "orders"
}

resource "aws_cloudwatch_log_metric_filter" "errors" {
  name           = "errors"
  pattern        = "ERROR"
  log_group_name = aws_cloudwatch_log_group.main.name
  metric_transformation {
    name      = "errors"
    namespace = "app"
    value     = "1"
  }
}

resource "aws_lambda_event_source_mapping" "work" {
  event_source_arn = aws_sqs_queue.main.arn
  function_name    = aws_lambda_function.work.arn
}

resource "aws_autoscaling_policy" "web" {
  name                   = "more"
  autoscaling_group_name = aws_autoscaling_group.web.name
  scaling_adjustment     = 1
  adjustment_type        = "ChangeInCapacity"
  cooldown               = 300
}

resource "aws_cloudtrail" "main" {
  name                          = "main"
  s3_bucket_name                = aws_s3_bucket.logs.id
  is_multi_region_trail         = true
  include_global_service_events = true
  enable_logging                = false
}

# Enough of everything

locals {
  teams = ["payments", "search", "web", "data"]
}

resource "aws_security_group" "many" {
  count       = var.scale
  name        = "many-${count.index}"
  description = "service ${count.index}"
  vpc_id      = aws_vpc.main.id
  tags        = { team = local.teams[count.index % 4], env = count.index % 3 == 0 ? "prod" : "staging" }
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["10.20.0.0/16"]
  }
}

resource "aws_instance" "many" {
  count                  = var.scale
  ami                    = "ami-12c6146b"
  instance_type          = "t3.small"
  subnet_id              = aws_subnet.a.id
  vpc_security_group_ids = [aws_security_group.many[count.index].id]
  tags                   = { Name = "many-${count.index}", team = local.teams[count.index % 4] }
}

resource "aws_sqs_queue" "many" {
  count = var.scale
  name  = "many-${count.index}"
  tags  = { team = local.teams[count.index % 4] }
}

resource "aws_sns_topic" "many" {
  count = var.scale
  name  = "many-${count.index}"
}

resource "aws_iam_role" "many" {
  count              = var.scale
  name               = "many-${count.index}"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }] })
  tags               = { team = local.teams[count.index % 4] }
}

resource "aws_iam_role_policy_attachment" "many" {
  count      = var.scale
  role       = aws_iam_role.many[count.index].name
  policy_arn = aws_iam_policy.read.arn
}

resource "aws_dynamodb_table" "many" {
  count        = var.scale
  name         = "many-${count.index}"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_ssm_parameter" "many" {
  count = var.scale
  name  = "/many/${count.index}"
  type  = "String"
  value = "v"
}

resource "aws_cloudwatch_log_group" "many" {
  count             = var.scale
  name              = "/many/${count.index}"
  retention_in_days = 14
}

resource "aws_route53_record" "many" {
  count   = var.scale
  zone_id = aws_route53_zone.main.zone_id
  name    = "many-${count.index}.example.com"
  type    = "CNAME"
  ttl     = 60
  records = ["www.example.com"]
}

resource "aws_ecr_repository" "many" {
  count = var.scale
  name  = "many-${count.index}"
}

resource "aws_cloudwatch_metric_alarm" "many" {
  count               = var.scale
  alarm_name          = "many-${count.index}"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  metric_name         = "ApproximateNumberOfMessagesVisible"
  namespace           = "AWS/SQS"
  period              = 300
  statistic           = "Maximum"
  threshold           = 1000
  dimensions          = { QueueName = aws_sqs_queue.many[count.index].name }
}
