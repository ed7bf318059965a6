import { DownloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Allowed } from '@/components/Allowed';
import { ExportWindow, type Exported } from './ExportWindow';

/** Takes the members of a segment out as a file. */
export function ExportButton({ of }: { of: Exported }) {
  const { t } = useTranslation('exports');
  const [open, setOpen] = useState(false);
  return (
    <Allowed scope="profiles:export">
      <Button icon={<DownloadOutlined />} onClick={() => setOpen(true)}>{t('verb')}</Button>
      {open && <ExportWindow of={of} onClose={() => setOpen(false)} />}
    </Allowed>
  );
}
