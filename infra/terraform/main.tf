# flowlens from Terraform: the CloudFormation template as one resource. The jar is uploaded under a key with its checksum,
# since Managed Flink takes a new jar only under a new key. After the first apply, run the output start_command once.

terraform {
  required_version = ">= 1.5"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

variable "jar_bucket" {
  description = "An S3 bucket in the region of the stack."
  type        = string
}

variable "jar" {
  description = "The path of flowlens-job.jar."
  type        = string
  default     = "../../job/target/flowlens-job.jar"
}

variable "parallelism" {
  description = "Parallel parts of the job."
  type        = number
  default     = 1
}

variable "subscribe_spans" {
  description = "Whether to subscribe the log group aws/spans; CloudWatch Transaction Search must be on."
  type        = bool
  default     = false
}

variable "alert_email" {
  description = "An e-mail address for alarms and anomalies; empty for none."
  type        = string
  default     = ""
}

resource "aws_s3_object" "jar" {
  bucket      = var.jar_bucket
  key         = "flowlens/${filesha256(var.jar)}/flowlens-job.jar"
  source      = var.jar
  source_hash = filesha256(var.jar)

  # The earlier jar goes only after the stack's update has worked: a rollback starts it.
  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_cloudformation_stack" "flowlens" {
  name          = "flowlens"
  template_body = file("${path.module}/../flowlens.template.json")
  capabilities  = ["CAPABILITY_IAM"]

  parameters = {
    JarBucket      = aws_s3_object.jar.bucket
    JarKey         = aws_s3_object.jar.key
    Parallelism    = var.parallelism
    SubscribeSpans = var.subscribe_spans
    AlertEmail     = var.alert_email
  }
}

output "start_command" {
  value = aws_cloudformation_stack.flowlens.outputs["StartCommand"]
}

output "anomaly_stream_arn" {
  value = aws_cloudformation_stack.flowlens.outputs["AnomalyStreamArn"]
}

output "edge_table_name" {
  value = aws_cloudformation_stack.flowlens.outputs["EdgeTableName"]
}

output "dashboard_url" {
  value = aws_cloudformation_stack.flowlens.outputs["DashboardUrl"]
}
