-- Where files are kept. Both buckets are private and have no policy on storage.objects, so no API role but
-- service_role sees or writes a file: the server stores them, and people get signed addresses that lapse.
insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types) values
  ('pictures', 'pictures', false, 5 * 1024 * 1024, array['image/png']),
  ('models', 'models', false, 50 * 1024 * 1024, null)
on conflict (id) do nothing;
