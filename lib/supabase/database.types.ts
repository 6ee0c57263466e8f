export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[]

export type Database = {
  public: {
    Tables: {
      admin_actions: {
        Row: {
          action: string
          actor_id: string
          after: Json | null
          before: Json | null
          created_at: string
          id: number
          reason: string | null
          subject: string | null
          target_id: string | null
        }
        ComputedFields: never
        Insert: {
          action: string
          actor_id: string
          after?: Json | null
          before?: Json | null
          created_at?: string
          id?: never
          reason?: string | null
          subject?: string | null
          target_id?: string | null
        }
        Update: {
          action?: string
          actor_id?: string
          after?: Json | null
          before?: Json | null
          created_at?: string
          id?: never
          reason?: string | null
          subject?: string | null
          target_id?: string | null
        }
        Relationships: []
      }
      admin_notes: {
        Row: {
          author_id: string
          body: string
          created_at: string
          id: string
          user_id: string
        }
        ComputedFields: never
        Insert: {
          author_id: string
          body: string
          created_at?: string
          id: string
          user_id: string
        }
        Update: {
          author_id?: string
          body?: string
          created_at?: string
          id?: string
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: 'admin_notes_user_id_fkey'
            columns: ['user_id']
            isOneToOne: false
            referencedRelation: 'profiles'
            referencedColumns: ['id']
          },
        ]
      }
      credit_accounts: {
        Row: {
          available: number
          created_at: string
          debt: number
          held: number
          id: number
          kind: Database['public']['Enums']['credit_account_kind']
          last_read_at: string
          next_due_at: string
          open_grant_id: number | null
          open_holds: number[]
          open_remaining: number
          owner_id: string | null
          seq: number
          topped_up_to: number
          version: number
          warned_at_percent: number
          watch_below: number
        }
        ComputedFields: never
        Insert: {
          available?: number
          created_at?: string
          debt?: number
          held?: number
          id?: never
          kind: Database['public']['Enums']['credit_account_kind']
          last_read_at?: string
          next_due_at?: string
          open_grant_id?: number | null
          open_holds?: number[]
          open_remaining?: number
          owner_id?: string | null
          seq?: number
          topped_up_to?: number
          version?: number
          warned_at_percent?: number
          watch_below?: number
        }
        Update: {
          available?: number
          created_at?: string
          debt?: number
          held?: number
          id?: never
          kind?: Database['public']['Enums']['credit_account_kind']
          last_read_at?: string
          next_due_at?: string
          open_grant_id?: number | null
          open_holds?: number[]
          open_remaining?: number
          owner_id?: string | null
          seq?: number
          topped_up_to?: number
          version?: number
          warned_at_percent?: number
          watch_below?: number
        }
        Relationships: []
      }
      credit_bonuses: {
        Row: {
          credits: number
          id: string
        }
        ComputedFields: never
        Insert: {
          credits: number
          id: string
        }
        Update: {
          credits?: number
          id?: string
        }
        Relationships: []
      }
      credit_grants: {
        Row: {
          account_id: number
          amount: number
          cost_cents: number
          created_at: string
          expired: number
          expires_at: string | null
          id: number
          parent_grant_id: number | null
          priority: number
          reference: string | null
          remaining: number
          source: Database['public']['Enums']['credit_grant_source']
          transferable: boolean
        }
        ComputedFields: never
        Insert: {
          account_id: number
          amount: number
          cost_cents?: number
          created_at?: string
          expired?: number
          expires_at?: string | null
          id?: never
          parent_grant_id?: number | null
          priority?: number
          reference?: string | null
          remaining: number
          source: Database['public']['Enums']['credit_grant_source']
          transferable?: boolean
        }
        Update: {
          account_id?: number
          amount?: number
          cost_cents?: number
          created_at?: string
          expired?: number
          expires_at?: string | null
          id?: never
          parent_grant_id?: number | null
          priority?: number
          reference?: string | null
          remaining?: number
          source?: Database['public']['Enums']['credit_grant_source']
          transferable?: boolean
        }
        Relationships: [
          {
            foreignKeyName: 'credit_grants_account_id_fkey'
            columns: ['account_id']
            isOneToOne: false
            referencedRelation: 'credit_accounts'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'credit_grants_parent_grant_id_fkey'
            columns: ['parent_grant_id']
            isOneToOne: false
            referencedRelation: 'credit_grants'
            referencedColumns: ['id']
          },
        ]
      }
      credit_holds: {
        Row: {
          account_id: number
          amount: number
          captured: number
          closed_at: string | null
          created_at: string
          expires_at: string
          feature: string | null
          grant_amounts: number[]
          grant_ids: number[]
          id: number
          idempotency_key: string
          model: string | null
          status: Database['public']['Enums']['credit_hold_status']
        }
        ComputedFields: never
        Insert: {
          account_id: number
          amount: number
          captured?: number
          closed_at?: string | null
          created_at: string
          expires_at: string
          feature?: string | null
          grant_amounts: number[]
          grant_ids: number[]
          id?: never
          idempotency_key: string
          model?: string | null
          status?: Database['public']['Enums']['credit_hold_status']
        }
        Update: {
          account_id?: number
          amount?: number
          captured?: number
          closed_at?: string | null
          created_at?: string
          expires_at?: string
          feature?: string | null
          grant_amounts?: number[]
          grant_ids?: number[]
          id?: never
          idempotency_key?: string
          model?: string | null
          status?: Database['public']['Enums']['credit_hold_status']
        }
        Relationships: []
      }
      credit_packages: {
        Row: {
          credits: number
          currency: string
          dodo_product_id: string
          id: string
          is_active: boolean
          is_popular: boolean
          max_quantity: number
          name: string
          position: number
          price_cents: number
        }
        ComputedFields: never
        Insert: {
          credits: number
          currency?: string
          dodo_product_id: string
          id: string
          is_active?: boolean
          is_popular?: boolean
          max_quantity?: number
          name: string
          position?: number
          price_cents: number
        }
        Update: {
          credits?: number
          currency?: string
          dodo_product_id?: string
          id?: string
          is_active?: boolean
          is_popular?: boolean
          max_quantity?: number
          name?: string
          position?: number
          price_cents?: number
        }
        Relationships: []
      }
      credit_transactions: {
        Row: {
          account_id: number
          actor_id: string | null
          amount: number
          balance_after: number
          balance_before: number
          created_at: string
          debt_change: number
          description: string | null
          feature: string | null
          grant_amounts: number[]
          grant_ids: number[]
          hold_id: number | null
          id: number
          idempotency_key: string | null
          metadata: Json | null
          model: string | null
          reference: string | null
          refund_of: number | null
          seq: number
          type: Database['public']['Enums']['credit_transaction_type']
        }
        ComputedFields: never
        Insert: {
          account_id: number
          actor_id?: string | null
          amount: number
          balance_after: number
          balance_before: number
          created_at: string
          debt_change?: number
          description?: string | null
          feature?: string | null
          grant_amounts: number[]
          grant_ids: number[]
          hold_id?: number | null
          id?: never
          idempotency_key?: string | null
          metadata?: Json | null
          model?: string | null
          reference?: string | null
          refund_of?: number | null
          seq: number
          type: Database['public']['Enums']['credit_transaction_type']
        }
        Update: {
          account_id?: number
          actor_id?: string | null
          amount?: number
          balance_after?: number
          balance_before?: number
          created_at?: string
          debt_change?: number
          description?: string | null
          feature?: string | null
          grant_amounts?: number[]
          grant_ids?: number[]
          hold_id?: number | null
          id?: never
          idempotency_key?: string | null
          metadata?: Json | null
          model?: string | null
          reference?: string | null
          refund_of?: number | null
          seq?: number
          type?: Database['public']['Enums']['credit_transaction_type']
        }
        Relationships: []
      }
      cron_runs: {
        Row: {
          duration_ms: number
          error: string | null
          id: number
          job: string
          result: Json | null
          started_at: string
        }
        ComputedFields: never
        Insert: {
          duration_ms: number
          error?: string | null
          id?: never
          job: string
          result?: Json | null
          started_at: string
        }
        Update: {
          duration_ms?: number
          error?: string | null
          id?: never
          job?: string
          result?: Json | null
          started_at?: string
        }
        Relationships: []
      }
      daily_buyers: {
        Row: {
          day: string
          paid_before: string | null
          user_id: string
        }
        ComputedFields: never
        Insert: {
          day: string
          paid_before?: string | null
          user_id: string
        }
        Update: {
          day?: string
          paid_before?: string | null
          user_id?: string
        }
        Relationships: []
      }
      daily_credits: {
        Row: {
          credits: number
          day: string
          detail: string
          first_id: number
          last_id: number
          transactions: number
          type: Database['public']['Enums']['credit_transaction_type']
        }
        ComputedFields: never
        Insert: {
          credits?: number
          day: string
          detail?: string
          first_id: number
          last_id: number
          transactions?: number
          type: Database['public']['Enums']['credit_transaction_type']
        }
        Update: {
          credits?: number
          day?: string
          detail?: string
          first_id?: number
          last_id?: number
          transactions?: number
          type?: Database['public']['Enums']['credit_transaction_type']
        }
        Relationships: []
      }
      daily_feature_usage: {
        Row: {
          calls: number
          credits: number
          day: string
          duration_ms: number
          failed_calls: number
          feature: string
          model: string
          plan: string
          tokens_in: number
          tokens_out: number
        }
        ComputedFields: never
        Insert: {
          calls?: number
          credits?: number
          day: string
          duration_ms?: number
          failed_calls?: number
          feature: string
          model?: string
          plan: string
          tokens_in?: number
          tokens_out?: number
        }
        Update: {
          calls?: number
          credits?: number
          day?: string
          duration_ms?: number
          failed_calls?: number
          feature?: string
          model?: string
          plan?: string
          tokens_in?: number
          tokens_out?: number
        }
        Relationships: []
      }
      daily_money: {
        Row: {
          currency: string
          day: string
          kind: string
          paid_cents: number
          payments: number
          returned_cents: number
        }
        ComputedFields: never
        Insert: {
          currency: string
          day: string
          kind: string
          paid_cents?: number
          payments?: number
          returned_cents?: number
        }
        Update: {
          currency?: string
          day?: string
          kind?: string
          paid_cents?: number
          payments?: number
          returned_cents?: number
        }
        Relationships: []
      }
      daily_people: {
        Row: {
          active_users: number
          claimed_leads: number
          day: string
          deletions: number
          first_buyers: number
          leads: number
          signups: number
        }
        ComputedFields: never
        Insert: {
          active_users?: number
          claimed_leads?: number
          day: string
          deletions?: number
          first_buyers?: number
          leads?: number
          signups?: number
        }
        Update: {
          active_users?: number
          claimed_leads?: number
          day?: string
          deletions?: number
          first_buyers?: number
          leads?: number
          signups?: number
        }
        Relationships: []
      }
      daily_usage: {
        Row: {
          account_id: number
          calls: number
          credits: number
          day: string
          failed_calls: number
          feature: string
          model: string
          tokens_in: number
          tokens_out: number
        }
        ComputedFields: never
        Insert: {
          account_id: number
          calls?: number
          credits?: number
          day: string
          failed_calls?: number
          feature: string
          model?: string
          tokens_in?: number
          tokens_out?: number
        }
        Update: {
          account_id?: number
          calls?: number
          credits?: number
          day?: string
          failed_calls?: number
          feature?: string
          model?: string
          tokens_in?: number
          tokens_out?: number
        }
        Relationships: []
      }
      email_outbox: {
        Row: {
          attempts: number
          created_at: string
          data: NonNullable<Json>
          error: string | null
          id: number
          key: string
          kind: string
          next_attempt_at: string
          sent_at: string | null
          status: string
          user_id: string
        }
        ComputedFields: never
        Insert: {
          attempts?: number
          created_at?: string
          data?: NonNullable<Json>
          error?: string | null
          id?: never
          key: string
          kind: string
          next_attempt_at?: string
          sent_at?: string | null
          status?: string
          user_id: string
        }
        Update: {
          attempts?: number
          created_at?: string
          data?: NonNullable<Json>
          error?: string | null
          id?: never
          key?: string
          kind?: string
          next_attempt_at?: string
          sent_at?: string | null
          status?: string
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: 'email_outbox_kind_fkey'
            columns: ['kind']
            isOneToOne: false
            referencedRelation: 'notification_kinds'
            referencedColumns: ['kind']
          },
          {
            foreignKeyName: 'email_outbox_user_id_fkey'
            columns: ['user_id']
            isOneToOne: false
            referencedRelation: 'profiles'
            referencedColumns: ['id']
          },
        ]
      }
      feature_pricing: {
        Row: {
          credits: number
          effective_from: string
          feature: string
          is_active: boolean
          model: string
        }
        ComputedFields: never
        Insert: {
          credits: number
          effective_from?: string
          feature: string
          is_active?: boolean
          model?: string
        }
        Update: {
          credits?: number
          effective_from?: string
          feature?: string
          is_active?: boolean
          model?: string
        }
        Relationships: []
      }
      forgotten_customers: {
        Row: {
          customer_hash: string
          forgotten_at: string
        }
        ComputedFields: never
        Insert: {
          customer_hash: string
          forgotten_at?: string
        }
        Update: {
          customer_hash?: string
          forgotten_at?: string
        }
        Relationships: []
      }
      leads: {
        Row: {
          address_hash: string
          claimed_at: string | null
          claimed_by: string | null
          created_at: string
          id: string
        }
        ComputedFields: never
        Insert: {
          address_hash: string
          claimed_at?: string | null
          claimed_by?: string | null
          created_at?: string
          id?: string
        }
        Update: {
          address_hash?: string
          claimed_at?: string | null
          claimed_by?: string | null
          created_at?: string
          id?: string
        }
        Relationships: [
          {
            foreignKeyName: 'leads_claimed_by_fkey'
            columns: ['claimed_by']
            isOneToOne: true
            referencedRelation: 'profiles'
            referencedColumns: ['id']
          },
        ]
      }
      ledger_checks: {
        Row: {
          accounts: number | null
          asked_by: string | null
          drift: number | null
          error: string | null
          findings: Json | null
          finished_at: string | null
          id: number
          oldest_hold_at: string | null
          open_holds: number | null
          started_at: string
          violations: number | null
        }
        ComputedFields: never
        Insert: {
          accounts?: number | null
          asked_by?: string | null
          drift?: number | null
          error?: string | null
          findings?: Json | null
          finished_at?: string | null
          id?: never
          oldest_hold_at?: string | null
          open_holds?: number | null
          started_at?: string
          violations?: number | null
        }
        Update: {
          accounts?: number | null
          asked_by?: string | null
          drift?: number | null
          error?: string | null
          findings?: Json | null
          finished_at?: string | null
          id?: never
          oldest_hold_at?: string | null
          open_holds?: number | null
          started_at?: string
          violations?: number | null
        }
        Relationships: []
      }
      models: {
        Row: {
          created_at: string
          id: string
          name: string
          ready_at: string | null
          retain_until: string | null
          size_bytes: number | null
          status: string
          storage_path: string | null
          user_id: string
          warned_of: string | null
        }
        ComputedFields: never
        Insert: {
          created_at?: string
          id?: string
          name: string
          ready_at?: string | null
          retain_until?: string | null
          size_bytes?: number | null
          status: string
          storage_path?: string | null
          user_id: string
          warned_of?: string | null
        }
        Update: {
          created_at?: string
          id?: string
          name?: string
          ready_at?: string | null
          retain_until?: string | null
          size_bytes?: number | null
          status?: string
          storage_path?: string | null
          user_id?: string
          warned_of?: string | null
        }
        Relationships: [
          {
            foreignKeyName: 'models_user_id_fkey'
            columns: ['user_id']
            isOneToOne: false
            referencedRelation: 'profiles'
            referencedColumns: ['id']
          },
        ]
      }
      notification_kinds: {
        Row: {
          by_mail: boolean
          in_app: boolean
          is_marketing: boolean
          is_required: boolean
          kind: string
          position: number
        }
        ComputedFields: never
        Insert: {
          by_mail?: boolean
          in_app?: boolean
          is_marketing?: boolean
          is_required?: boolean
          kind: string
          position?: number
        }
        Update: {
          by_mail?: boolean
          in_app?: boolean
          is_marketing?: boolean
          is_required?: boolean
          kind?: string
          position?: number
        }
        Relationships: []
      }
      notification_preferences: {
        Row: {
          by_mail: boolean
          in_app: boolean
          kind: string
          user_id: string
        }
        ComputedFields: never
        Insert: {
          by_mail: boolean
          in_app: boolean
          kind: string
          user_id: string
        }
        Update: {
          by_mail?: boolean
          in_app?: boolean
          kind?: string
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: 'notification_preferences_kind_fkey'
            columns: ['kind']
            isOneToOne: false
            referencedRelation: 'notification_kinds'
            referencedColumns: ['kind']
          },
          {
            foreignKeyName: 'notification_preferences_user_id_fkey'
            columns: ['user_id']
            isOneToOne: false
            referencedRelation: 'profiles'
            referencedColumns: ['id']
          },
        ]
      }
      notifications: {
        Row: {
          created_at: string
          data: NonNullable<Json>
          id: number
          key: string
          kind: string
          read_at: string | null
          user_id: string
        }
        ComputedFields: never
        Insert: {
          created_at?: string
          data?: NonNullable<Json>
          id?: never
          key: string
          kind: string
          read_at?: string | null
          user_id: string
        }
        Update: {
          created_at?: string
          data?: NonNullable<Json>
          id?: never
          key?: string
          kind?: string
          read_at?: string | null
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: 'notifications_kind_fkey'
            columns: ['kind']
            isOneToOne: false
            referencedRelation: 'notification_kinds'
            referencedColumns: ['kind']
          },
          {
            foreignKeyName: 'notifications_user_id_fkey'
            columns: ['user_id']
            isOneToOne: false
            referencedRelation: 'profiles'
            referencedColumns: ['id']
          },
        ]
      }
      old_mandates: {
        Row: {
          ended_at: string | null
          id: string
          user_id: string
        }
        ComputedFields: never
        Insert: {
          ended_at?: string | null
          id: string
          user_id: string
        }
        Update: {
          ended_at?: string | null
          id?: string
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: 'old_mandates_user_id_fkey'
            columns: ['user_id']
            isOneToOne: false
            referencedRelation: 'profiles'
            referencedColumns: ['id']
          },
        ]
      }
      package_tiers: {
        Row: {
          dodo_product_id: string
          min_quantity: number
          package_id: string
          price_cents: number
        }
        ComputedFields: never
        Insert: {
          dodo_product_id: string
          min_quantity: number
          package_id: string
          price_cents: number
        }
        Update: {
          dodo_product_id?: string
          min_quantity?: number
          package_id?: string
          price_cents?: number
        }
        Relationships: [
          {
            foreignKeyName: 'package_tiers_package_id_fkey'
            columns: ['package_id']
            isOneToOne: false
            referencedRelation: 'credit_packages'
            referencedColumns: ['id']
          },
        ]
      }
      payment_returns: {
        Row: {
          amount_cents: number | null
          created_at: string
          id: string
          kind: Database['public']['Enums']['return_kind']
          outcome: Database['public']['Enums']['return_outcome']
          payment_id: string
          updated_at: string
        }
        ComputedFields: never
        Insert: {
          amount_cents?: number | null
          created_at?: string
          id: string
          kind: Database['public']['Enums']['return_kind']
          outcome: Database['public']['Enums']['return_outcome']
          payment_id: string
          updated_at?: string
        }
        Update: {
          amount_cents?: number | null
          created_at?: string
          id?: string
          kind?: Database['public']['Enums']['return_kind']
          outcome?: Database['public']['Enums']['return_outcome']
          payment_id?: string
          updated_at?: string
        }
        Relationships: []
      }
      plans: {
        Row: {
          credits_per_month: number
          currency: string
          dodo_product_id: string | null
          id: string
          is_active: boolean
          max_models: number
          model_retention_days: number
          name: string
          position: number
          price_cents: number
          rollover_cap: number
        }
        ComputedFields: never
        Insert: {
          credits_per_month: number
          currency?: string
          dodo_product_id?: string | null
          id: string
          is_active?: boolean
          max_models?: number
          model_retention_days?: number
          name: string
          position?: number
          price_cents: number
          rollover_cap?: number
        }
        Update: {
          credits_per_month?: number
          currency?: string
          dodo_product_id?: string | null
          id?: string
          is_active?: boolean
          max_models?: number
          model_retention_days?: number
          name?: string
          position?: number
          price_cents?: number
          rollover_cap?: number
        }
        Relationships: []
      }
      profiles: {
        Row: {
          created_at: string
          dodo_customer_id: string | null
          email: string
          free_due_at: string
          id: string
          locale: string
          marketing_opt_out: boolean
          name: string | null
          role: string
          trial_claimed_at: string | null
        }
        ComputedFields: never
        Insert: {
          created_at?: string
          dodo_customer_id?: string | null
          email: string
          free_due_at?: string
          id: string
          locale?: string
          marketing_opt_out?: boolean
          name?: string | null
          role?: string
          trial_claimed_at?: string | null
        }
        Update: {
          created_at?: string
          dodo_customer_id?: string | null
          email?: string
          free_due_at?: string
          id?: string
          locale?: string
          marketing_opt_out?: boolean
          name?: string | null
          role?: string
          trial_claimed_at?: string | null
        }
        Relationships: []
      }
      project_files: {
        Row: {
          content: string
          path: string
          project_id: string
        }
        ComputedFields: never
        Insert: {
          content: string
          path: string
          project_id: string
        }
        Update: {
          content?: string
          path?: string
          project_id?: string
        }
        Relationships: [
          {
            foreignKeyName: 'project_files_project_id_fkey'
            columns: ['project_id']
            isOneToOne: false
            referencedRelation: 'projects'
            referencedColumns: ['id']
          },
        ]
      }
      project_reviews: {
        Row: {
          created_at: string
          findings: NonNullable<Json>
          id: string
          model: string
          project_id: string
          summary: string
        }
        ComputedFields: never
        Insert: {
          created_at?: string
          findings: NonNullable<Json>
          id?: string
          model: string
          project_id: string
          summary: string
        }
        Update: {
          created_at?: string
          findings?: NonNullable<Json>
          id?: string
          model?: string
          project_id?: string
          summary?: string
        }
        Relationships: [
          {
            foreignKeyName: 'project_reviews_project_id_fkey'
            columns: ['project_id']
            isOneToOne: false
            referencedRelation: 'projects'
            referencedColumns: ['id']
          },
        ]
      }
      projects: {
        Row: {
          brief: string
          created_at: string
          generated_at: string | null
          id: string
          model: string | null
          name: string
          summary: string | null
          user_id: string
        }
        ComputedFields: never
        Insert: {
          brief: string
          created_at?: string
          generated_at?: string | null
          id?: string
          model?: string | null
          name: string
          summary?: string | null
          user_id: string
        }
        Update: {
          brief?: string
          created_at?: string
          generated_at?: string | null
          id?: string
          model?: string | null
          name?: string
          summary?: string | null
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: 'projects_user_id_fkey'
            columns: ['user_id']
            isOneToOne: false
            referencedRelation: 'profiles'
            referencedColumns: ['id']
          },
        ]
      }
      purchase_refunds: {
        Row: {
          actor_id: string
          amount_cents: number
          asked_at: string
          attempts: number
          created_at: string
          error: string | null
          id: string
          idempotency_key: string
          is_whole: boolean
          payment_id: string
          purchase_id: string
          reason: string
          refund_id: string | null
          status: string
        }
        ComputedFields: never
        Insert: {
          actor_id: string
          amount_cents: number
          asked_at?: string
          attempts?: number
          created_at?: string
          error?: string | null
          id?: string
          idempotency_key: string
          is_whole: boolean
          payment_id: string
          purchase_id: string
          reason: string
          refund_id?: string | null
          status?: string
        }
        Update: {
          actor_id?: string
          amount_cents?: number
          asked_at?: string
          attempts?: number
          created_at?: string
          error?: string | null
          id?: string
          idempotency_key?: string
          is_whole?: boolean
          payment_id?: string
          purchase_id?: string
          reason?: string
          refund_id?: string | null
          status?: string
        }
        Relationships: [
          {
            foreignKeyName: 'purchase_refunds_purchase_id_fkey'
            columns: ['purchase_id']
            isOneToOne: false
            referencedRelation: 'purchases'
            referencedColumns: ['id']
          },
        ]
      }
      purchases: {
        Row: {
          amount_cents: number
          checkout_session_id: string | null
          clawed_back: number
          created_at: string
          credits: number
          currency: string
          dodo_product_id: string
          failure: string | null
          frozen_hold_id: number | null
          id: string
          is_top_up: boolean
          package_id: string
          paid_at: string | null
          paid_cents: number | null
          paid_currency: string | null
          payment_id: string | null
          quantity: number
          returned_cents: number
          status: string
          transaction_id: number | null
          user_id: string | null
        }
        ComputedFields: never
        Insert: {
          amount_cents: number
          checkout_session_id?: string | null
          clawed_back?: number
          created_at?: string
          credits: number
          currency: string
          dodo_product_id: string
          failure?: string | null
          frozen_hold_id?: number | null
          id?: string
          is_top_up?: boolean
          package_id: string
          paid_at?: string | null
          paid_cents?: number | null
          paid_currency?: string | null
          payment_id?: string | null
          quantity?: number
          returned_cents?: number
          status?: string
          transaction_id?: number | null
          user_id?: string | null
        }
        Update: {
          amount_cents?: number
          checkout_session_id?: string | null
          clawed_back?: number
          created_at?: string
          credits?: number
          currency?: string
          dodo_product_id?: string
          failure?: string | null
          frozen_hold_id?: number | null
          id?: string
          is_top_up?: boolean
          package_id?: string
          paid_at?: string | null
          paid_cents?: number | null
          paid_currency?: string | null
          payment_id?: string | null
          quantity?: number
          returned_cents?: number
          status?: string
          transaction_id?: number | null
          user_id?: string | null
        }
        Relationships: [
          {
            foreignKeyName: 'purchases_package_id_fkey'
            columns: ['package_id']
            isOneToOne: false
            referencedRelation: 'credit_packages'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'purchases_user_id_fkey'
            columns: ['user_id']
            isOneToOne: false
            referencedRelation: 'profiles'
            referencedColumns: ['id']
          },
        ]
      }
      rate_limits: {
        Row: {
          bucket: string
          is_allowed: boolean
          refilled_at: string
          tokens: number
        }
        ComputedFields: never
        Insert: {
          bucket: string
          is_allowed: boolean
          refilled_at: string
          tokens: number
        }
        Update: {
          bucket?: string
          is_allowed?: boolean
          refilled_at?: string
          tokens?: number
        }
        Relationships: []
      }
      signup_bonuses: {
        Row: {
          email_hash: string
          granted_at: string
        }
        ComputedFields: never
        Insert: {
          email_hash: string
          granted_at?: string
        }
        Update: {
          email_hash?: string
          granted_at?: string
        }
        Relationships: []
      }
      spending_windows: {
        Row: {
          account_id: number
          last_30: number
          last_7: number
          last_90: number
        }
        ComputedFields: never
        Insert: {
          account_id: number
          last_30?: number
          last_7?: number
          last_90?: number
        }
        Update: {
          account_id?: number
          last_30?: number
          last_7?: number
          last_90?: number
        }
        Relationships: []
      }
      stored_responses: {
        Row: {
          account_id: number
          attempt: number
          charge: Json | null
          completed_at: string | null
          created_at: string
          idempotency_key: string
          request_hash: string
          request_id: string
          response: string | null
          running_until: string | null
        }
        ComputedFields: never
        Insert: {
          account_id: number
          attempt?: number
          charge?: Json | null
          completed_at?: string | null
          created_at?: string
          idempotency_key: string
          request_hash: string
          request_id: string
          response?: string | null
          running_until?: string | null
        }
        Update: {
          account_id?: number
          attempt?: number
          charge?: Json | null
          completed_at?: string | null
          created_at?: string
          idempotency_key?: string
          request_hash?: string
          request_id?: string
          response?: string | null
          running_until?: string | null
        }
        Relationships: [
          {
            foreignKeyName: 'stored_responses_account_id_fkey'
            columns: ['account_id']
            isOneToOne: false
            referencedRelation: 'credit_accounts'
            referencedColumns: ['id']
          },
        ]
      }
      subscription_credits: {
        Row: {
          clawed_back: number
          created_at: string
          credits: number
          currency: string | null
          frozen_hold_id: number | null
          grant_id: number | null
          id: number
          is_change: boolean
          is_over: boolean
          paid_at: string | null
          paid_cents: number | null
          payment_id: string | null
          period_end: string
          period_start: string
          plan_id: string
          returned_cents: number
          rollover_grant_id: number | null
          subscription_id: string | null
          user_id: string | null
        }
        ComputedFields: never
        Insert: {
          clawed_back?: number
          created_at?: string
          credits: number
          currency?: string | null
          frozen_hold_id?: number | null
          grant_id?: number | null
          id?: never
          is_change?: boolean
          is_over?: boolean
          paid_at?: string | null
          paid_cents?: number | null
          payment_id?: string | null
          period_end: string
          period_start: string
          plan_id: string
          returned_cents?: number
          rollover_grant_id?: number | null
          subscription_id?: string | null
          user_id?: string | null
        }
        Update: {
          clawed_back?: number
          created_at?: string
          credits?: number
          currency?: string | null
          frozen_hold_id?: number | null
          grant_id?: number | null
          id?: never
          is_change?: boolean
          is_over?: boolean
          paid_at?: string | null
          paid_cents?: number | null
          payment_id?: string | null
          period_end?: string
          period_start?: string
          plan_id?: string
          returned_cents?: number
          rollover_grant_id?: number | null
          subscription_id?: string | null
          user_id?: string | null
        }
        Relationships: [
          {
            foreignKeyName: 'subscription_credits_plan_id_fkey'
            columns: ['plan_id']
            isOneToOne: false
            referencedRelation: 'plans'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'subscription_credits_subscription_id_fkey'
            columns: ['subscription_id']
            isOneToOne: false
            referencedRelation: 'subscriptions'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'subscription_credits_user_id_fkey'
            columns: ['user_id']
            isOneToOne: false
            referencedRelation: 'profiles'
            referencedColumns: ['id']
          },
        ]
      }
      subscription_terms: {
        Row: {
          added_credits: number
          at_period_end: boolean
          charge_cents: number | null
          checkout_session_id: string | null
          checkout_url: string | null
          created_at: string
          credits: number
          currency: string
          dodo_product_id: string
          from_plan_id: string | null
          id: string
          plan_id: string
          price_cents: number
          rollover_cap: number
          status: string
          subscription_id: string | null
          user_id: string | null
        }
        ComputedFields: never
        Insert: {
          added_credits?: number
          at_period_end?: boolean
          charge_cents?: number | null
          checkout_session_id?: string | null
          checkout_url?: string | null
          created_at?: string
          credits: number
          currency: string
          dodo_product_id: string
          from_plan_id?: string | null
          id?: string
          plan_id: string
          price_cents: number
          rollover_cap: number
          status?: string
          subscription_id?: string | null
          user_id?: string | null
        }
        Update: {
          added_credits?: number
          at_period_end?: boolean
          charge_cents?: number | null
          checkout_session_id?: string | null
          checkout_url?: string | null
          created_at?: string
          credits?: number
          currency?: string
          dodo_product_id?: string
          from_plan_id?: string | null
          id?: string
          plan_id?: string
          price_cents?: number
          rollover_cap?: number
          status?: string
          subscription_id?: string | null
          user_id?: string | null
        }
        Relationships: [
          {
            foreignKeyName: 'subscription_terms_from_plan_id_fkey'
            columns: ['from_plan_id']
            isOneToOne: false
            referencedRelation: 'plans'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'subscription_terms_plan_id_fkey'
            columns: ['plan_id']
            isOneToOne: false
            referencedRelation: 'plans'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'subscription_terms_user_id_fkey'
            columns: ['user_id']
            isOneToOne: false
            referencedRelation: 'profiles'
            referencedColumns: ['id']
          },
        ]
      }
      subscriptions: {
        Row: {
          cancel_at_period_end: boolean
          created_at: string
          ended_at: string | null
          id: string
          period_end: string
          period_start: string
          plan_id: string
          scheduled_plan_id: string | null
          seen_at: string
          status: Database['public']['Enums']['subscription_status']
          terms_id: string
          trial_ends_at: string | null
          user_id: string | null
        }
        ComputedFields: never
        Insert: {
          cancel_at_period_end?: boolean
          created_at: string
          ended_at?: string | null
          id: string
          period_end: string
          period_start: string
          plan_id: string
          scheduled_plan_id?: string | null
          seen_at: string
          status: Database['public']['Enums']['subscription_status']
          terms_id: string
          trial_ends_at?: string | null
          user_id?: string | null
        }
        Update: {
          cancel_at_period_end?: boolean
          created_at?: string
          ended_at?: string | null
          id?: string
          period_end?: string
          period_start?: string
          plan_id?: string
          scheduled_plan_id?: string | null
          seen_at?: string
          status?: Database['public']['Enums']['subscription_status']
          terms_id?: string
          trial_ends_at?: string | null
          user_id?: string | null
        }
        Relationships: [
          {
            foreignKeyName: 'subscriptions_plan_id_fkey'
            columns: ['plan_id']
            isOneToOne: false
            referencedRelation: 'plans'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'subscriptions_scheduled_plan_id_fkey'
            columns: ['scheduled_plan_id']
            isOneToOne: false
            referencedRelation: 'plans'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'subscriptions_terms_id_fkey'
            columns: ['terms_id']
            isOneToOne: false
            referencedRelation: 'subscription_terms'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'subscriptions_user_id_fkey'
            columns: ['user_id']
            isOneToOne: false
            referencedRelation: 'profiles'
            referencedColumns: ['id']
          },
        ]
      }
      top_up_products: {
        Row: {
          currency: string
          dodo_product_id: string
        }
        ComputedFields: never
        Insert: {
          currency: string
          dodo_product_id: string
        }
        Update: {
          currency?: string
          dodo_product_id?: string
        }
        Relationships: []
      }
      top_up_settings: {
        Row: {
          created_at: string
          declines: number
          due_at: string | null
          is_enabled: boolean
          last_try_at: string | null
          mandate_id: string | null
          mandate_seen_at: string | null
          mandate_status: Database['public']['Enums']['subscription_status'] | null
          monthly_cap_cents: number
          package_id: string
          stopped_reason: string | null
          threshold: number
          user_id: string
        }
        ComputedFields: never
        Insert: {
          created_at?: string
          declines?: number
          due_at?: string | null
          is_enabled?: boolean
          last_try_at?: string | null
          mandate_id?: string | null
          mandate_seen_at?: string | null
          mandate_status?: Database['public']['Enums']['subscription_status'] | null
          monthly_cap_cents: number
          package_id: string
          stopped_reason?: string | null
          threshold: number
          user_id: string
        }
        Update: {
          created_at?: string
          declines?: number
          due_at?: string | null
          is_enabled?: boolean
          last_try_at?: string | null
          mandate_id?: string | null
          mandate_seen_at?: string | null
          mandate_status?: Database['public']['Enums']['subscription_status'] | null
          monthly_cap_cents?: number
          package_id?: string
          stopped_reason?: string | null
          threshold?: number
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: 'top_up_settings_package_id_fkey'
            columns: ['package_id']
            isOneToOne: false
            referencedRelation: 'credit_packages'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'top_up_settings_user_id_fkey'
            columns: ['user_id']
            isOneToOne: true
            referencedRelation: 'profiles'
            referencedColumns: ['id']
          },
        ]
      }
      usage_counters: {
        Row: {
          account_id: number
          cycle_anchor: string
          month_tokens: number
          resets_at: string
          tokens: number
        }
        ComputedFields: never
        Insert: {
          account_id: number
          cycle_anchor: string
          month_tokens?: number
          resets_at: string
          tokens?: number
        }
        Update: {
          account_id?: number
          cycle_anchor?: string
          month_tokens?: number
          resets_at?: string
          tokens?: number
        }
        Relationships: [
          {
            foreignKeyName: 'usage_counters_account_id_fkey'
            columns: ['account_id']
            isOneToOne: true
            referencedRelation: 'credit_accounts'
            referencedColumns: ['id']
          },
        ]
      }
      usage_logs: {
        Row: {
          account_id: number
          created_at: string
          credits: number
          duration_ms: number
          feature: string
          id: number
          model: string | null
          outcome: Database['public']['Enums']['usage_outcome']
          request_id: string
          tokens_in: number
          tokens_out: number
          transaction_id: number | null
        }
        ComputedFields: never
        Insert: {
          account_id: number
          created_at?: string
          credits?: number
          duration_ms: number
          feature: string
          id?: never
          model?: string | null
          outcome: Database['public']['Enums']['usage_outcome']
          request_id: string
          tokens_in?: number
          tokens_out?: number
          transaction_id?: number | null
        }
        Update: {
          account_id?: number
          created_at?: string
          credits?: number
          duration_ms?: number
          feature?: string
          id?: never
          model?: string | null
          outcome?: Database['public']['Enums']['usage_outcome']
          request_id?: string
          tokens_in?: number
          tokens_out?: number
          transaction_id?: number | null
        }
        Relationships: [
          {
            foreignKeyName: 'usage_logs_account_id_fkey'
            columns: ['account_id']
            isOneToOne: false
            referencedRelation: 'credit_accounts'
            referencedColumns: ['id']
          },
        ]
      }
      user_figures: {
        Row: {
          available: number
          joined_at: string
          last_active_at: string
          last_transaction_id: number
          role: string
          spent: number
          user_id: string
          version: number
        }
        ComputedFields: never
        Insert: {
          available?: number
          joined_at: string
          last_active_at: string
          last_transaction_id?: number
          role: string
          spent?: number
          user_id: string
          version?: number
        }
        Update: {
          available?: number
          joined_at?: string
          last_active_at?: string
          last_transaction_id?: number
          role?: string
          spent?: number
          user_id?: string
          version?: number
        }
        Relationships: [
          {
            foreignKeyName: 'user_figures_user_id_fkey'
            columns: ['user_id']
            isOneToOne: true
            referencedRelation: 'profiles'
            referencedColumns: ['id']
          },
        ]
      }
      webhook_events: {
        Row: {
          attempts: number
          error: string | null
          payload: NonNullable<Json>
          processed_at: string | null
          received_at: string
          status: string
          type: string
          webhook_id: string
        }
        ComputedFields: never
        Insert: {
          attempts?: number
          error?: string | null
          payload: NonNullable<Json>
          processed_at?: string | null
          received_at?: string
          status?: string
          type: string
          webhook_id: string
        }
        Update: {
          attempts?: number
          error?: string | null
          payload?: NonNullable<Json>
          processed_at?: string | null
          received_at?: string
          status?: string
          type?: string
          webhook_id?: string
        }
        Relationships: []
      }
    }
    Views: {
      [_ in never]: never
    }
    Functions: {
      abandon_call: {
        Args: {
          p_duration_ms: number
          p_feature: string
          p_hold_id: number
          p_idempotency_key?: string
          p_model: string
          p_outcome: Database['public']['Enums']['usage_outcome']
          p_owner_id: string
          p_request_id: string
          p_tokens_in: number
          p_tokens_out: number
        }
        Returns: undefined
      }
      accept_purchase: {
        Args: { p_actor_id: string; p_purchase_id: string; p_reason: string }
        Returns: Json
      }
      account_alerts: { Args: { p_owner_id: string }; Returns: Json }
      account_usage: { Args: { p_from: string; p_owner_id: string; p_to: string }; Returns: Json }
      add_admin_note: {
        Args: { p_actor_id: string; p_body: string; p_id: string; p_user_id: string }
        Returns: undefined
      }
      adjust_credits: {
        Args: {
          p_actor_id: string
          p_amount: number
          p_idempotency_key: string
          p_reason: string
          p_user_id: string
        }
        Returns: Database['public']['CompositeTypes']['credit_movement']
        SetofOptions: {
          from: '*'
          to: 'credit_movement'
          isOneToOne: true
          isSetofReturn: false
        }
      }
      admin_catalogue: { Args: { p_actor_id: string }; Returns: Json }
      admin_machinery: { Args: { p_actor_id: string }; Returns: Json }
      admin_overview: { Args: { p_actor_id: string; p_days: number }; Returns: Json }
      admit_caller: {
        Args: {
          p_access: string
          p_bucket: string
          p_burst: number
          p_kind: string
          p_owner_id: string
          p_per_minute: number
        }
        Returns: Json
      }
      alarm_admins: { Args: { p_details: Json; p_key: string; p_problem: string }; Returns: number }
      allocate_free_credits: { Args: { p_limit?: number; p_now: string }; Returns: number }
      ask_for_ledger_check: { Args: { p_actor_id: string }; Returns: number }
      begin_call: {
        Args: {
          p_access: string
          p_bucket: string
          p_burst: number
          p_complexity?: string
          p_credits?: number
          p_expected_credits?: number
          p_feature?: string
          p_idempotency_key?: string
          p_kind: string
          p_model?: string
          p_owner_id: string
          p_per_minute: number
          p_request_hash?: string
          p_request_id: string
          p_ttl_seconds: number
          p_units?: number
        }
        Returns: Json
      }
      begin_cron_run: { Args: { p_actor_id: string; p_job: string; p_key: string }; Returns: boolean }
      begin_ledger_check: { Args: Record<PropertyKey, never>; Returns: number }
      begin_model_removal: { Args: { p_model_id: string; p_user_id: string }; Returns: string }
      begin_purchase_refund: {
        Args: {
          p_actor_id: string
          p_amount_cents: number
          p_idempotency_key: string
          p_purchase_id: string
          p_reason: string
        }
        Returns: Json
      }
      begin_top_up: { Args: { p_user_id: string }; Returns: Record<string, unknown> }
      begin_webhook_replay: { Args: { p_actor_id: string; p_webhook_id: string }; Returns: Json }
      cancel_price: {
        Args: {
          p_actor_id: string
          p_effective_from: string
          p_feature: string
          p_model: string
          p_reason: string
          p_version: string
        }
        Returns: Json
      }
      capture_hold: {
        Args: {
          p_actor_id?: string
          p_amount?: number
          p_description?: string
          p_hold_id: number
          p_idempotency_key: string
          p_metadata?: Json
          p_reference?: string
        }
        Returns: Database['public']['CompositeTypes']['credit_movement']
        SetofOptions: {
          from: '*'
          to: 'credit_movement'
          isOneToOne: true
          isSetofReturn: false
        }
      }
      catalogue_impact: {
        Args: { p_actor_id: string; p_id: string; p_kind: string; p_model?: string }
        Returns: Json
      }
      check_ledger: {
        Args: Record<PropertyKey, never>
        Returns: {
          account_id: number
          detail: Json
          invariant: string
        }[]
      }
      check_payments: {
        Args: Record<PropertyKey, never>
        Returns: {
          account_id: number
          detail: Json
          invariant: string
        }[]
      }
      claim_lead: { Args: { p_lead_id: string; p_user_id: string }; Returns: number }
      claim_mails: {
        Args: { p_lease_seconds?: number; p_limit?: number; p_now?: string }
        Returns: {
          attempts: number
          created_at: string
          data: Json
          email: string
          id: number
          is_required: boolean
          kind: string
          name: string
          status: string
          user_id: string
        }[]
      }
      claw_back_credits: {
        Args: {
          p_actor_id?: string
          p_amount: number
          p_description?: string
          p_grant_id: number
          p_idempotency_key: string
          p_owner_id: string
          p_reference?: string
        }
        Returns: Database['public']['CompositeTypes']['credit_movement']
        SetofOptions: {
          from: '*'
          to: 'credit_movement'
          isOneToOne: true
          isSetofReturn: false
        }
      }
      complete_purchase: {
        Args: {
          p_amount_cents: number
          p_currency: string
          p_customer_id?: string
          p_paid_cents?: number
          p_payment_id: string
          p_product_id: string
          p_purchase_id: string
          p_quantity?: number
          p_webhook_id: string
        }
        Returns: string
      }
      consume_credits: {
        Args: {
          p_credits: number
          p_feature: string
          p_idempotency_key: string
          p_model?: string
          p_owner_id: string
          p_tokens_in?: number
          p_tokens_out?: number
        }
        Returns: Json
      }
      create_project: { Args: { p_brief: string; p_name: string; p_user_id: string }; Returns: string }
      credit_balance: { Args: { p_owner_id: string }; Returns: Record<string, unknown> }
      credit_outlook: { Args: { p_owner_id: string }; Returns: Json }
      credit_summary: { Args: { p_owner_id: string }; Returns: Json }
      decide_mail: { Args: { p_actor_id: string; p_decision: string; p_id: number }; Returns: string }
      deduct_credits: {
        Args: {
          p_actor_id?: string
          p_amount: number
          p_description?: string
          p_feature?: string
          p_idempotency_key: string
          p_metadata?: Json
          p_model?: string
          p_owner_id: string
          p_reference?: string
        }
        Returns: Database['public']['CompositeTypes']['credit_movement']
        SetofOptions: {
          from: '*'
          to: 'credit_movement'
          isOneToOne: true
          isSetofReturn: false
        }
      }
      deduct_credits_batch: {
        Args: { p_items: Json }
        Returns: Database['public']['CompositeTypes']['credit_movement'][]
        SetofOptions: {
          from: '*'
          to: 'credit_movement'
          isOneToOne: false
          isSetofReturn: true
        }
      }
      delete_account: { Args: { p_user_id: string }; Returns: number }
      delete_admin_note: { Args: { p_actor_id: string; p_id: string }; Returns: undefined }
      delete_project: { Args: { p_project_id: string; p_user_id: string }; Returns: undefined }
      delete_user: { Args: { p_actor_id: string; p_reason: string; p_user_id: string }; Returns: number }
      dismiss_webhook_event: {
        Args: { p_actor_id: string; p_reason: string; p_webhook_id: string }
        Returns: undefined
      }
      drop_plan_change: { Args: { p_subscription_id: string }; Returns: undefined }
      drop_top_up: { Args: { p_failure: string; p_purchase_id: string }; Returns: undefined }
      expire_credits: { Args: { p_limit?: number }; Returns: Record<string, unknown> }
      extend_models: { Args: { p_limit?: number; p_now: string }; Returns: number }
      fail_ledger_check: { Args: { p_error: string; p_id: number }; Returns: undefined }
      fail_purchase: {
        Args: { p_failure: string; p_purchase_id: string; p_webhook_id?: string }
        Returns: string
      }
      feature_cost: { Args: { p_complexity?: string; p_feature: string; p_model?: string }; Returns: number }
      feature_prices: {
        Args: { p_at?: string }
        Returns: {
          credits: number
          effective_from: string
          feature: string
          model: string
        }[]
      }
      find_due_top_ups: { Args: { p_limit?: number }; Returns: string[] }
      find_old_mandates: { Args: { p_limit?: number }; Returns: string[] }
      find_open_checkout: { Args: { p_plan_id: string; p_user_id: string }; Returns: Record<string, unknown> }
      find_orphan_files: {
        Args: { p_after: string; p_bucket: string; p_limit?: number; p_now: string }
        Returns: Json
      }
      find_owed_top_up: {
        Args: { p_amount_cents: number; p_mandate_id: string; p_user_id: string }
        Returns: Record<string, unknown>
      }
      find_quiet_subscriptions: { Args: { p_limit?: number; p_now: string }; Returns: string[] }
      find_unwanted_subscriptions: {
        Args: { p_id?: string }
        Returns: {
          id: string
          reason: string
        }[]
      }
      finish_call: {
        Args: {
          p_credits: number
          p_duration_ms: number
          p_feature: string
          p_hold_id: number
          p_idempotency_key?: string
          p_model: string
          p_outcome?: Database['public']['Enums']['usage_outcome']
          p_owner_id: string
          p_request_id: string
          p_response?: string
          p_tokens_in: number
          p_tokens_out: number
        }
        Returns: Json
      }
      finish_mail: {
        Args: { p_attempts: number; p_error?: string; p_id: number; p_now?: string }
        Returns: string
      }
      finish_model_upload: {
        Args: { p_model_id: string; p_user_id: string }
        Returns: {
          created_at: string
          id: string
          name: string
          ready_at: string | null
          retain_until: string | null
          size_bytes: number | null
          status: string
          storage_path: string | null
          user_id: string
          warned_of: string | null
        }
        SetofOptions: {
          from: '*'
          to: 'models'
          isOneToOne: true
          isSetofReturn: false
        }
      }
      finish_purchase_refund: {
        Args: { p_attempt: number; p_error?: string; p_id: string; p_refund_id?: string; p_status: string }
        Returns: string
      }
      finish_webhook_event: {
        Args: { p_error?: string; p_status: string; p_webhook_id: string }
        Returns: undefined
      }
      first_usage_day: { Args: { p_owner_id: string }; Returns: string }
      get_history: {
        Args: {
          p_before_id?: number
          p_depth?: number
          p_feature?: string
          p_from?: string
          p_grant_id?: number
          p_limit: number
          p_model?: string
          p_owner_id: string
          p_search?: string
          p_source?: Database['public']['Enums']['credit_grant_source']
          p_to?: string
          p_type?: Database['public']['Enums']['credit_transaction_type']
        }
        Returns: Json
      }
      get_mail: { Args: { p_actor_id: string; p_id: number }; Returns: Json }
      get_subscription: { Args: { p_user_id: string }; Returns: Json }
      get_transaction: { Args: { p_owner_id: string; p_transaction_id: number }; Returns: Json }
      get_transactions: {
        Args: {
          p_before_id?: number
          p_feature?: string
          p_from?: string
          p_grant_id?: number
          p_limit?: number
          p_model?: string
          p_owner_id: string
          p_search?: string
          p_source?: Database['public']['Enums']['credit_grant_source']
          p_to?: string
          p_type?: Database['public']['Enums']['credit_transaction_type']
        }
        Returns: {
          actor_id: string
          amount: number
          balance_after: number
          balance_before: number
          created_at: string
          debt_change: number
          description: string
          feature: string
          grants: Json
          id: number
          metadata: Json
          model: string
          reference: string
          refund_of: number
          refunded: number
          seq: number
          type: Database['public']['Enums']['credit_transaction_type']
        }[]
      }
      get_webhook_event: { Args: { p_actor_id: string; p_webhook_id: string }; Returns: Json }
      give_up_models: { Args: { p_limit?: number; p_now: string }; Returns: number }
      grant_credits: {
        Args: {
          p_actor_id?: string
          p_amount: number
          p_cost_cents?: number
          p_description?: string
          p_expires_at?: string
          p_idempotency_key: string
          p_metadata?: Json
          p_owner_id: string
          p_parent_grant_id?: number
          p_priority?: number
          p_reference?: string
          p_source: Database['public']['Enums']['credit_grant_source']
          p_transferable?: boolean
        }
        Returns: Database['public']['CompositeTypes']['credit_movement']
        SetofOptions: {
          from: '*'
          to: 'credit_movement'
          isOneToOne: true
          isSetofReturn: false
        }
      }
      grant_signup_bonus: { Args: { p_email: string; p_user_id: string }; Returns: undefined }
      hold_credits: {
        Args: {
          p_amount: number
          p_feature?: string
          p_idempotency_key: string
          p_model?: string
          p_owner_id: string
          p_ttl_seconds?: number
        }
        Returns: Database['public']['CompositeTypes']['credit_hold']
        SetofOptions: {
          from: '*'
          to: 'credit_hold'
          isOneToOne: true
          isSetofReturn: false
        }
      }
      is_lead_open: { Args: { p_lead_id: string }; Returns: boolean }
      last_cron_runs: { Args: { p_actor_id: string; p_jobs: string[] }; Returns: Json }
      list_admin_action_kinds: { Args: { p_actor_id: string }; Returns: string[] }
      list_admin_actions: {
        Args: {
          p_action?: string
          p_actor_id: string
          p_admin?: string
          p_before?: number
          p_limit?: number
          p_target?: string
        }
        Returns: {
          action: string
          actor: string
          actor_id: string
          after: Json
          before: Json
          created_at: string
          id: number
          reason: string
          subject: string
          target: string
          target_id: string
        }[]
      }
      list_cron_runs: {
        Args: { p_actor_id: string; p_before?: number; p_failed?: boolean; p_job?: string; p_limit?: number }
        Returns: Json
      }
      list_purchases: {
        Args: { p_before?: string; p_limit?: number; p_user_id: string }
        Returns: {
          cents: number
          created_at: string
          credits: number
          currency: string
          id: string
          package: string
          payment_id: string
          quantity: number
          returned_cents: number
          state: string
        }[]
      }
      list_sessions: {
        Args: { p_user_id: string }
        Returns: {
          created_at: string
          id: string
          seen_at: string
          user_agent: string
        }[]
      }
      mark_notifications_read: {
        Args: { p_id: number; p_user_id: string; p_with_older?: boolean }
        Returns: number
      }
      model_allowance: { Args: { p_user_id: string }; Returns: Json }
      note_ending_charges: {
        Args: { p_actor_id: string; p_reason: string; p_user_id: string }
        Returns: undefined
      }
      notification_settings: {
        Args: { p_user_id: string }
        Returns: {
          by_mail: boolean
          in_app: boolean
          is_marketing: boolean
          is_required: boolean
          kind: string
        }[]
      }
      open_credit_account: {
        Args: { p_kind?: Database['public']['Enums']['credit_account_kind']; p_owner_id: string }
        Returns: number
      }
      preview_transaction_refund: {
        Args: { p_actor_id: string; p_amount?: number; p_transaction_id: number; p_user_id: string }
        Returns: Json
      }
      prune_calls: { Args: { p_limit?: number; p_now: string }; Returns: number }
      queue_followups: { Args: { p_limit?: number; p_now: string; p_walk: string }; Returns: Json }
      quote_plan_change: { Args: { p_plan_id: string; p_user_id: string }; Returns: Record<string, unknown> }
      read_ledger_health: { Args: { p_actor_id: string }; Returns: Json }
      read_user: { Args: { p_actor_id: string; p_user_id: string }; Returns: Json }
      read_user_grants: {
        Args: { p_actor_id: string; p_before?: number; p_limit?: number; p_user_id: string }
        Returns: Json[]
      }
      read_user_mails: {
        Args: { p_actor_id: string; p_before?: number; p_limit?: number; p_user_id: string }
        Returns: Json[]
      }
      read_user_notes: { Args: { p_actor_id: string; p_user_id: string }; Returns: Json[] }
      read_user_purchases: {
        Args: { p_actor_id: string; p_before?: string; p_limit?: number; p_user_id: string }
        Returns: Json[]
      }
      read_user_subscriptions: { Args: { p_actor_id: string; p_user_id: string }; Returns: Json[] }
      read_user_transactions: {
        Args: { p_actor_id: string; p_before?: number; p_limit?: number; p_user_id: string }
        Returns: Json[]
      }
      read_user_usage: {
        Args: { p_actor_id: string; p_before?: number; p_limit?: number; p_user_id: string }
        Returns: Json[]
      }
      receive_webhook: { Args: { p_event: Json }; Returns: string }
      receive_webhooks: { Args: { p_events: Json }; Returns: Json }
      recent_failures: {
        Args: { p_since: string }
        Returns: {
          area: string
          failures: number
          last_error: string
          name: string
          status: string
        }[]
      }
      record_cron_run: {
        Args: {
          p_duration_ms: number
          p_error?: string
          p_job: string
          p_result?: Json
          p_started_at: string
        }
        Returns: undefined
      }
      record_return: {
        Args: {
          p_amount_cents: number
          p_id: string
          p_kind: Database['public']['Enums']['return_kind']
          p_outcome: Database['public']['Enums']['return_outcome']
          p_payment_id: string
          p_webhook_id: string
        }
        Returns: string
      }
      refresh_user_figures: { Args: { p_after?: number; p_limit?: number }; Returns: number }
      refund_transaction: {
        Args: {
          p_actor_id?: string
          p_amount?: number
          p_description?: string
          p_idempotency_key: string
          p_owner_id: string
          p_transaction_id: number
        }
        Returns: Database['public']['CompositeTypes']['credit_movement']
        SetofOptions: {
          from: '*'
          to: 'credit_movement'
          isOneToOne: true
          isSetofReturn: false
        }
      }
      refund_user_transaction: {
        Args: {
          p_actor_id: string
          p_amount: number
          p_idempotency_key: string
          p_reason: string
          p_transaction_id: number
          p_user_id: string
        }
        Returns: Database['public']['CompositeTypes']['credit_movement']
        SetofOptions: {
          from: '*'
          to: 'credit_movement'
          isOneToOne: true
          isSetofReturn: false
        }
      }
      release_expired_holds: { Args: { p_limit?: number }; Returns: Record<string, unknown> }
      release_hold: {
        Args: { p_hold_id: number }
        Returns: Database['public']['CompositeTypes']['credit_hold']
        SetofOptions: {
          from: '*'
          to: 'credit_hold'
          isOneToOne: true
          isSetofReturn: false
        }
      }
      remove_models: { Args: { p_ids: string[] }; Returns: Json }
      remove_old_leads: { Args: { p_limit?: number; p_now: string }; Returns: number }
      remove_orphan_models: { Args: { p_after: string; p_limit?: number }; Returns: Json }
      rename_person: { Args: { p_name: string; p_user_id: string }; Returns: string }
      resend_mail: { Args: { p_actor_id: string; p_id: number }; Returns: number }
      reset_monthly_tokens: { Args: { p_limit?: number; p_now: string }; Returns: number }
      retry_purchase_refund: {
        Args: { p_actor_id: string; p_attempt: number; p_id: string }
        Returns: boolean
      }
      roll_up_daily: {
        Args: { p_limit?: number; p_max_age_seconds?: number }
        Returns: Record<string, unknown>
      }
      run_ledger_check: {
        Args: { p_id: number }
        Returns: {
          account_id: number
          detail: Json
          invariant: string
        }[]
      }
      save_bonus: {
        Args: { p_actor_id: string; p_credits: number; p_id: string; p_reason: string; p_version: string }
        Returns: Json
      }
      save_package: {
        Args: { p_actor_id: string; p_id: string; p_reason: string; p_values: Json; p_version: string }
        Returns: Json
      }
      save_plan: {
        Args: { p_actor_id: string; p_id: string; p_reason: string; p_values: Json; p_version: string }
        Returns: Json
      }
      save_project_files: {
        Args: { p_files: Json; p_model: string; p_project_id: string; p_summary: string; p_user_id: string }
        Returns: undefined
      }
      save_project_review: {
        Args: {
          p_findings: Json
          p_model: string
          p_project_id: string
          p_summary: string
          p_user_id: string
        }
        Returns: string
      }
      save_top_up: {
        Args: {
          p_is_enabled: boolean
          p_monthly_cap_cents: number
          p_package_id: string
          p_threshold: number
          p_user_id: string
        }
        Returns: {
          created_at: string
          declines: number
          due_at: string | null
          is_enabled: boolean
          last_try_at: string | null
          mandate_id: string | null
          mandate_seen_at: string | null
          mandate_status: Database['public']['Enums']['subscription_status'] | null
          monthly_cap_cents: number
          package_id: string
          stopped_reason: string | null
          threshold: number
          user_id: string
        }
        SetofOptions: {
          from: '*'
          to: 'top_up_settings'
          isOneToOne: true
          isSetofReturn: false
        }
      }
      save_top_up_product: {
        Args: { p_actor_id: string; p_product_id: string; p_reason: string; p_version: string }
        Returns: Json
      }
      schedule_price: {
        Args: {
          p_actor_id: string
          p_credits: number
          p_effective_from: string
          p_feature: string
          p_model: string
          p_reason: string
          p_version: string
        }
        Returns: Json
      }
      search_leads: {
        Args: {
          p_actor_id: string
          p_before?: string
          p_claimed?: boolean
          p_from?: string
          p_limit?: number
          p_search?: string
          p_to?: string
        }
        Returns: Json
      }
      search_mails: {
        Args: {
          p_actor_id: string
          p_before?: number
          p_kind?: string
          p_limit?: number
          p_search?: string
          p_status?: string
        }
        Returns: Json
      }
      search_models: {
        Args: {
          p_actor_id: string
          p_before?: string
          p_limit?: number
          p_search?: string
          p_status?: string
        }
        Returns: Json
      }
      search_plan_payments: {
        Args: {
          p_actor_id: string
          p_before?: number
          p_from?: string
          p_limit?: number
          p_search?: string
          p_to?: string
        }
        Returns: Json
      }
      search_purchases: {
        Args: {
          p_actor_id: string
          p_before?: string
          p_from?: string
          p_limit?: number
          p_search?: string
          p_state?: string
          p_to?: string
        }
        Returns: {
          acceptance: Json
          available: number
          cents: number
          clawed_back: number
          created_at: string
          credits: number
          currency: string
          email: string
          failure: string
          id: string
          is_granted: boolean
          package: string
          paid_at: string
          payment_id: string
          quantity: number
          refundable_cents: number
          refunds: Json
          returned_cents: number
          state: string
          unspent: number
          user_id: string
        }[]
      }
      search_subscriptions: {
        Args: {
          p_actor_id: string
          p_before?: string
          p_limit?: number
          p_plan?: string
          p_search?: string
          p_status?: string
        }
        Returns: Json
      }
      search_transactions: {
        Args: {
          p_actor_id: string
          p_before?: number
          p_from?: string
          p_kind?: string
          p_limit?: number
          p_to?: string
        }
        Returns: Json
      }
      search_users: {
        Args: {
          p_actor_id: string
          p_before?: string
          p_from?: string
          p_has_credits?: boolean
          p_in_debt?: boolean
          p_limit?: number
          p_plan?: string
          p_role?: string
          p_search?: string
          p_sort?: string
          p_to?: string
          p_when?: string
        }
        Returns: {
          as_of: string
          available: number
          created_at: string
          debt: number
          email: string
          held: number
          id: string
          last_active_at: string
          name: string
          place: string
          plan: string
          role: string
          spent: number
        }[]
      }
      search_webhook_events: {
        Args: {
          p_actor_id: string
          p_before?: string
          p_limit?: number
          p_search?: string
          p_status?: string
          p_type?: string
        }
        Returns: Json
      }
      set_checkout_session: { Args: { p_purchase_id: string; p_session_id: string }; Returns: undefined }
      set_notification_preference: {
        Args: { p_by_mail?: boolean; p_in_app?: boolean; p_kind: string; p_user_id: string }
        Returns: undefined
      }
      set_terms_session: {
        Args: { p_checkout_url?: string; p_session_id: string; p_terms_id: string }
        Returns: undefined
      }
      set_user_role: {
        Args: { p_actor_id: string; p_reason: string; p_role: string; p_user_id: string }
        Returns: string
      }
      settle_account: { Args: { p_owner_id: string }; Returns: undefined }
      start_lead: {
        Args: { p_address_hash: string; p_per_address: number; p_per_day: number }
        Returns: string
      }
      start_model_upload: {
        Args: { p_extension: string; p_name: string; p_size_bytes: number; p_user_id: string }
        Returns: {
          id: string
          storage_path: string
        }[]
      }
      start_plan_change: {
        Args: { p_charge_cents: number; p_plan_id: string; p_user_id: string }
        Returns: {
          added_credits: number
          at_period_end: boolean
          charge_cents: number | null
          checkout_session_id: string | null
          checkout_url: string | null
          created_at: string
          credits: number
          currency: string
          dodo_product_id: string
          from_plan_id: string | null
          id: string
          plan_id: string
          price_cents: number
          rollover_cap: number
          status: string
          subscription_id: string | null
          user_id: string | null
        }
        SetofOptions: {
          from: '*'
          to: 'subscription_terms'
          isOneToOne: true
          isSetofReturn: false
        }
      }
      start_purchase: {
        Args: { p_package_id: string; p_quantity?: number; p_user_id: string }
        Returns: {
          amount_cents: number
          checkout_session_id: string | null
          clawed_back: number
          created_at: string
          credits: number
          currency: string
          dodo_product_id: string
          failure: string | null
          frozen_hold_id: number | null
          id: string
          is_top_up: boolean
          package_id: string
          paid_at: string | null
          paid_cents: number | null
          paid_currency: string | null
          payment_id: string | null
          quantity: number
          returned_cents: number
          status: string
          transaction_id: number | null
          user_id: string | null
        }
        SetofOptions: {
          from: '*'
          to: 'purchases'
          isOneToOne: true
          isSetofReturn: false
        }
      }
      start_subscription: {
        Args: { p_plan_id: string; p_user_id: string }
        Returns: {
          added_credits: number
          at_period_end: boolean
          charge_cents: number | null
          checkout_session_id: string | null
          checkout_url: string | null
          created_at: string
          credits: number
          currency: string
          dodo_product_id: string
          from_plan_id: string | null
          id: string
          plan_id: string
          price_cents: number
          rollover_cap: number
          status: string
          subscription_id: string | null
          user_id: string | null
        }
        SetofOptions: {
          from: '*'
          to: 'subscription_terms'
          isOneToOne: true
          isSetofReturn: false
        }
      }
      store_webhook_event: {
        Args: { p_payload: Json; p_type: string; p_webhook_id: string }
        Returns: string
      }
      sync_mandate: {
        Args: {
          p_customer_id: string
          p_mandate_id: string
          p_seen_at: string
          p_status: Database['public']['Enums']['subscription_status']
          p_user_id: string
          p_webhook_id?: string
        }
        Returns: string
      }
      sync_subscription: {
        Args: { p_payments: Json; p_seen_at: string; p_state: Json; p_webhook_id?: string }
        Returns: string
      }
      take_rate_limit: { Args: { p_bucket: string; p_burst: number; p_per_minute: number }; Returns: Json }
      transfer_credits: {
        Args: {
          p_actor_id?: string
          p_amount: number
          p_description?: string
          p_from_owner_id: string
          p_idempotency_key: string
          p_to_owner_id: string
        }
        Returns: Database['public']['CompositeTypes']['credit_movement']
        SetofOptions: {
          from: '*'
          to: 'credit_movement'
          isOneToOne: true
          isSetofReturn: false
        }
      }
      unread_notifications: { Args: { p_user_id: string }; Returns: number }
      usage_status: { Args: { p_owner_id: string }; Returns: Record<string, unknown> }
      warn_expiring: { Args: { p_limit?: number; p_now: string }; Returns: Record<string, unknown> }
      warn_expiring_models: { Args: { p_limit?: number; p_now: string }; Returns: number }
      webhook_event_types: { Args: { p_actor_id: string }; Returns: string[] }
    }
    Enums: {
      credit_account_kind: 'user' | 'pool' | 'lead'
      credit_grant_source:
        | 'signup'
        | 'lead'
        | 'free'
        | 'plan'
        | 'rollover'
        | 'purchase'
        | 'gift'
        | 'referral'
        | 'bonus'
        | 'admin'
        | 'transfer'
        | 'grace'
      credit_hold_status: 'held' | 'captured' | 'released' | 'expired'
      credit_transaction_type:
        | 'grant'
        | 'deduction'
        | 'refund'
        | 'expiry'
        | 'transfer_in'
        | 'transfer_out'
        | 'clawback'
        | 'debt_payment'
      return_kind: 'refund' | 'dispute'
      return_outcome: 'pending' | 'open' | 'void' | 'taken'
      subscription_status:
        | 'pending'
        | 'active'
        | 'past_due'
        | 'on_hold'
        | 'paused'
        | 'cancelled'
        | 'failed'
        | 'expired'
      usage_outcome: 'succeeded' | 'failed' | 'timeout' | 'aborted'
    }
    CompositeTypes: {
      credit_hold: {
        hold_id: number | null
        amount: number | null
        captured: number | null
        status: Database['public']['Enums']['credit_hold_status'] | null
        expires_at: string | null
        available: number | null
        held: number | null
        version: number | null
        replayed: boolean | null
      }
      credit_movement: {
        transaction_id: number | null
        amount: number | null
        balance_before: number | null
        balance_after: number | null
        available: number | null
        held: number | null
        debt: number | null
        version: number | null
        replayed: boolean | null
      }
    }
  }
}

type DatabaseWithoutInternals = Omit<Database, '__InternalSupabase'>

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, 'public'>]

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    | keyof (DefaultSchema['Tables'] & DefaultSchema['Views'])
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'] &
        DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Views'])
    : never = never,
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'] &
      DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Views'])[TableName] extends {
      Row: infer R
    }
    ? R
    : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema['Tables'] & DefaultSchema['Views'])
    ? (DefaultSchema['Tables'] & DefaultSchema['Views'])[DefaultSchemaTableNameOrOptions] extends {
        Row: infer R
      }
      ? R
      : never
    : never

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema['Tables']
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables']
    : never = never,
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'][TableName] extends {
      Insert: infer I
    }
    ? I
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema['Tables']
    ? DefaultSchema['Tables'][DefaultSchemaTableNameOrOptions] extends {
        Insert: infer I
      }
      ? I
      : never
    : never

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema['Tables']
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables']
    : never = never,
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'][TableName] extends {
      Update: infer U
    }
    ? U
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema['Tables']
    ? DefaultSchema['Tables'][DefaultSchemaTableNameOrOptions] extends {
        Update: infer U
      }
      ? U
      : never
    : never

export type Enums<
  DefaultSchemaEnumNameOrOptions extends
    | keyof DefaultSchema['Enums']
    | { schema: keyof DatabaseWithoutInternals },
  EnumName extends DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions['schema']]['Enums']
    : never = never,
> = DefaultSchemaEnumNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions['schema']]['Enums'][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema['Enums']
    ? DefaultSchema['Enums'][DefaultSchemaEnumNameOrOptions]
    : never

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    | keyof DefaultSchema['CompositeTypes']
    | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions['schema']]['CompositeTypes']
    : never = never,
> = PublicCompositeTypeNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions['schema']]['CompositeTypes'][CompositeTypeName]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema['CompositeTypes']
    ? DefaultSchema['CompositeTypes'][PublicCompositeTypeNameOrOptions]
    : never

export const Constants = {
  public: {
    Enums: {
      credit_account_kind: ['user', 'pool', 'lead'],
      credit_grant_source: [
        'signup',
        'lead',
        'free',
        'plan',
        'rollover',
        'purchase',
        'gift',
        'referral',
        'bonus',
        'admin',
        'transfer',
        'grace',
      ],
      credit_hold_status: ['held', 'captured', 'released', 'expired'],
      credit_transaction_type: [
        'grant',
        'deduction',
        'refund',
        'expiry',
        'transfer_in',
        'transfer_out',
        'clawback',
        'debt_payment',
      ],
      return_kind: ['refund', 'dispute'],
      return_outcome: ['pending', 'open', 'void', 'taken'],
      subscription_status: [
        'pending',
        'active',
        'past_due',
        'on_hold',
        'paused',
        'cancelled',
        'failed',
        'expired',
      ],
      usage_outcome: ['succeeded', 'failed', 'timeout', 'aborted'],
    },
  },
} as const
